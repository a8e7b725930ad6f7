package import Analysis
import Chronology
import Footage
import Timelines

/// Tracks a detector's boxes as the analysis tracks its own: MOTChallenge rows in, MOTChallenge rows out.
package enum MOTTracking {
    /// - Parameters:
    ///   - rate: frame rate in thousandths of a frame per second, above zero.
    ///   - size: size of the picture in pixels; nil to use the extent of the boxes.
    /// - Throws: `MOTDetections.Malformed`, which names the line.
    package static func tracks(
        ofDetections text: String, rate: Int = 25_000, size: (width: Int, height: Int)? = nil,
        profile: AnalysisProfile = .standard
    ) throws -> String {
        precondition(rate > 0, "a rate is above zero")
        let detections = try MOTDetections(text)
        let (width, height) = size ?? detections.extent
        let frames = detections.frames(width: width, height: height)
        func time(_ frame: Int) -> Timestamp {
            Timestamp(microseconds: (2 * Int64(frame - 1) * 1_000_000_000 + Int64(rate)) / Int64(2 * rate))
        }
        var tracklets: [Tracklet] = []
        var tracker: CellTracker?
        var cell: Int64 = -1
        for frame in frames.keys.sorted() {
            if tracker == nil || CellGrid.cell(at: time(frame)) != cell {
                tracklets += tracker?.finish() ?? []
                cell = CellGrid.cell(at: time(frame))
                tracker = CellTracker(cell: cell, profile: profile, source: .detector)
            }
            tracker?.add(frames[frame] ?? [], at: time(frame), shownUntil: time(frame + 1))
        }
        tracklets += tracker?.finish() ?? []
        return MOTChallenge.text(
            tracks: TrackLinker.link(tracklets, profile: profile, source: .detector),
            frames: (0..<detections.lastFrame).map {
                MOTChallenge.Frame(time: time($0 + 1), width: width, height: height)
            })
    }
}
