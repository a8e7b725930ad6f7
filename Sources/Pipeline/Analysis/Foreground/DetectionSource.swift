/// The source of the boxes to track. Each kind of source makes its own kind of errors.
package enum DetectionSource: Sendable {
    /// Patches of foreground: everything that moves, but patches break into parts and merge with one another.
    case foreground
    /// A detector of known objects: each box is one whole object or a false detection, and still objects count.
    case detector
}
