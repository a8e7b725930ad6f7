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
