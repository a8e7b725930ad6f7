package import Chronology
import Footage

/// Finds what moves in one cell of the time grid: frames in, tracklets out.
///
/// Depends on the cell's frames and its plate alone. Buffers are reused; a frame allocates nothing once warm.
package struct CellAnalyser: Sendable {
    private let plate: Plate
    private var finder: DetectionFinder
    private var tracker: CellTracker

    package init(cell: Int64, plate: Plate, profile: AnalysisProfile) {
        self.plate = plate
        finder = DetectionFinder(width: plate.width, height: plate.height, profile: profile)
        tracker = CellTracker(cell: cell, profile: profile)
    }

    /// Analyses one frame; frames come in order of presentation, with the size of the plate.
    package mutating func analyse(_ plane: LumaPlane, at time: Timestamp, shownUntil: Timestamp) {
        finder.find(in: plane, plate: plate)
        tracker.add(finder.detections, at: time, shownUntil: shownUntil)
    }

    /// Ends the cell and gives its tracklets, in their total order.
    package mutating func finish() -> [Tracklet] {
        tracker.finish()
    }
}
