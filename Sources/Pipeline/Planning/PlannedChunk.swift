package import Chronology
package import Footage

/// A slice of one camera's footage that one worker reviews at a time.
package struct PlannedChunk: Hashable, Sendable {
    package let camera: CameraID
    /// Starts and ends on the cell grid, or where a run of footage or the scope does.
    package let span: TimeSpan

    package init(camera: CameraID, span: TimeSpan) {
        self.camera = camera
        self.span = span
    }
}
