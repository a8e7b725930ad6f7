package import Chronology
package import Footage

/// A slice of one camera's footage, reviewed by one worker at a time.
package struct PlannedChunk: Hashable, Sendable {
    package let camera: CameraID
    /// Starts and ends on the cell grid, or at the border of a run of footage or of the scope.
    package let span: TimeSpan

    package init(camera: CameraID, span: TimeSpan) {
        self.camera = camera
        self.span = span
    }
}
