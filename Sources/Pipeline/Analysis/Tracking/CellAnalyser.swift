package import Chronology
import Footage

/// Finds moving objects in one cell of the time grid: frames in, tracklets out.
///
/// The result depends only on the cell's frames and its background. Buffers are reused: a frame allocates nothing once
/// warm.
package struct CellAnalyser: Sendable {
    private let background: Background
    private var finder: DetectionFinder
    private var tracker: CellTracker

    package init(cell: Int64, background: Background, profile: AnalysisProfile) {
        self.background = background
        finder = DetectionFinder(width: background.width, height: background.height, profile: profile)
        tracker = CellTracker(cell: cell, profile: profile)
    }

    /// Analyses one frame. Frames must come in presentation order and have the size of the background.
    package mutating func analyse(_ plane: LumaPlane, at time: Timestamp, shownUntil: Timestamp) {
        finder.find(in: plane, background: background)
        tracker.add(finder.detections, at: time, shownUntil: shownUntil)
    }

    /// Ends the cell and returns its tracklets in their total order.
    package mutating func finish() -> [Tracklet] {
        tracker.finish()
    }
}
