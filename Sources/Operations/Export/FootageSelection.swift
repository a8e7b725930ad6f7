package import Chronology
package import Footage
import Formats
import Timelines

/// Which footage goes into a bag; none unless it is asked for.
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

    /// Clips of tracks; tracks that overlap share one. Nil: none.
    package let clips: TrackSelection?
    package let intervals: [Interval]
    /// A picture of each of these tracks at its largest. Nil: none.
    package let pictures: TrackSelection?

    package init(clips: TrackSelection?, intervals: [Interval], pictures: TrackSelection?) {
        self.clips = clips
        self.intervals = intervals
        self.pictures = pictures
    }

    /// Whether footage is opened at all.
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
