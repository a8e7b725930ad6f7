import CSandbox

/// How many files a process may have open.
package enum OpenFileLimit {
    /// As many as may be had: a review of many short files hands each of them to its child twice.
    package static func raise() { csandbox_raise_files() }
}
