import Analysis
import Chronology
import Footage
import Formats
import Timelines

/// A small finished review with an example of every feature.
enum SampleTimeline {
    static let start = Timestamp(microseconds: 1_772_402_100_000_000)

    /// Returns the moment `milliseconds` after the start.
    static func time(_ milliseconds: Int64) -> Timestamp { start.advanced(byMicroseconds: milliseconds * 1_000) }

    static func span(_ from: Int64, _ to: Int64) -> TimeSpan { TimeSpan(start: time(from), end: time(to)) }

    /// Returns a track whose box moves right by one hundredth of the picture every 100 ms.
    static func track(_ id: Int, _ from: Int64, _ to: Int64, step: Int64 = 100) -> Track {
        let points = stride(from: from, to: to, by: Int(step)).map { at in
            TrackPoint(
                time: time(at), box: Box(x: 1_000 + Int32(at - from), y: 2_500, width: 500, height: 2_000))
        }
        return Track(id: id, span: span(from, to), points: points, confidence: 9_300)
    }

    static let gate = CameraFindings(
        camera: CameraID(rawValue: "gate"), clock: "file-name",
        coverage: [
            CoverageSpan(span: span(0, 60_000), state: .analysed),
            CoverageSpan(span: span(60_000, 61_500), state: .undecodable, reason: "damaged"),
            CoverageSpan(span: span(61_500, 90_000), state: .gap, reason: "no-footage"),
        ],
        activity: [span(2_000, 6_000)], tracks: [track(1, 2_000, 5_000), track(2, 4_000, 6_000)])

    static let yard = CameraFindings(
        camera: CameraID(rawValue: "cour, \"nord\""), clock: "none",
        coverage: [CoverageSpan(span: span(0, 90_000), state: .analysed)], activity: [], tracks: [])

    static func timeline(
        cameras: [CameraFindings] = [gate, yard], review: String = "v1", ignoredAreas: [CameraID: Int] = [:]
    ) -> ReviewTimeline {
        ReviewTimeline(
            review: review, requisition: "q1", reference: "PV 12/2026", profileName: "default",
            profileDigest: "sha256:00", ignoredAreas: ignoredAreas, cameras: cameras)
    }
}
