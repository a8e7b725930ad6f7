package import Chronology
package import Footage
import Formats
import Timelines

/// The footage to include in a bag. None by default.
package struct FootageSelection: Sendable {
    /// A clip of a camera.
    package struct Interval: Sendable {
        package let camera: CameraID
        package let span: TimeSpan

        package init(camera: CameraID, span: TimeSpan) {
            self.camera = camera
            self.span = span
        }
    }

    /// Tracks to make clips of; overlapping tracks share one clip. Nil for none.
    package let clips: TrackSelection?
    package let intervals: [Interval]
    /// Tracks to take a picture of, each at its largest. Nil for none.
    package let pictures: TrackSelection?

    package init(clips: TrackSelection?, intervals: [Interval], pictures: TrackSelection?) {
        self.clips = clips
        self.intervals = intervals
        self.pictures = pictures
    }

    /// Whether any footage must be opened.
    package var isAsked: Bool { asksForClips || asksForPictures }

    var asksForClips: Bool { clips != nil || !intervals.isEmpty }
    var asksForPictures: Bool { pictures != nil }

    func plans(_ cameras: [CameraFindings]) throws -> [ClipPlan] {
        let tracks = try clips?.choices(from: cameras) ?? []
        return ClipPlan.joined(
            tracks.map { ClipPlan(camera: $0.findings.camera, span: $0.track.span, tracks: [$0.track.id]) }
                + (try intervals.map {
                    ClipPlan(camera: try cameras.findings(of: $0.camera).camera, span: $0.span)
                }))
    }
}
