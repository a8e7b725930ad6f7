import CSandbox

/// The limit of open files of this process.
package enum OpenFileLimit {
    /// Raises it to the hard limit: a review of many short files passes each of them to its child twice.
    package static func raise() { csandbox_raise_files() }
}
