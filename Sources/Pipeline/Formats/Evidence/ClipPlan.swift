package import Chronology
package import Footage

/// A stretch of one camera's footage to hand out as a clip.
package struct ClipPlan: Hashable, Sendable {
    package let camera: CameraID
    package let span: TimeSpan
    /// The tracks that the clip shows, ascending; empty if it was requested by time.
    package let tracks: [Int]

    package init(camera: CameraID, span: TimeSpan, tracks: [Int] = []) {
        self.camera = camera
        self.span = span
        self.tracks = tracks
    }

    /// Returns clips sorted by camera and start. Overlapping clips of tracks are joined; clips requested by time are
    /// not.
    package static func joined(_ plans: [ClipPlan]) -> [ClipPlan] {
        func isBefore(_ one: ClipPlan, _ two: ClipPlan) -> Bool {
            (one.camera, one.span.start, one.span.end) < (two.camera, two.span.start, two.span.end)
        }
        var result: [ClipPlan] = []
        for plan in plans.filter({ !$0.tracks.isEmpty }).sorted(by: isBefore) {
            guard let last = result.last, last.camera == plan.camera, last.span.end >= plan.span.start else {
                result.append(plan)
                continue
            }
            let span = TimeSpan(start: last.span.start, end: max(last.span.end, plan.span.end))
            let tracks = Set(last.tracks).union(plan.tracks).sorted()
            result[result.count - 1] = ClipPlan(camera: plan.camera, span: span, tracks: tracks)
        }
        return (result + plans.filter(\.tracks.isEmpty)).sorted(by: isBefore)
    }
}
