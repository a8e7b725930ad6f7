package import Chronology
package import Footage

/// A stretch of one camera that is to be given out as a clip.
package struct ClipPlan: Hashable, Sendable {
    package let camera: CameraID
    package let span: TimeSpan
    /// The tracks that it is made for, ascending; empty: it was asked for by its times.
    package let tracks: [Int]

    package init(camera: CameraID, span: TimeSpan, tracks: [Int] = []) {
        self.camera = camera
        self.span = span
        self.tracks = tracks
    }

    /// By camera and start; clips of tracks that overlap become one, those asked for by their times stay what they are.
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
