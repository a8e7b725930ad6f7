/// One object in one frame.
package struct Detection: Sendable, Hashable {
    package var box: Box
    package var appearance: Appearance
    /// Confidence that this is an object, in 1/10000.
    package var confidence: Int32

    package init(box: Box, appearance: Appearance = Appearance(), confidence: Int32 = 10_000) {
        self.box = box
        self.appearance = appearance
        self.confidence = confidence
    }
}

/// The source of the boxes to track. Each kind of source makes its own kind of errors.
package enum DetectionSource: Sendable {
    /// Patches of foreground: everything that moves, but patches break into parts and merge with one another.
    case foreground
    /// A detector of known objects: each box is one whole object or a false detection, and still objects count.
    case detector
}
