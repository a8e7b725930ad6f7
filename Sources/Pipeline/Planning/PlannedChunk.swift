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

/// Identifies one chunk of a review.
package struct ChunkID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package var description: String { String(rawValue) }

    package static func < (left: ChunkID, right: ChunkID) -> Bool { left.rawValue < right.rawValue }
}
