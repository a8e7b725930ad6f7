import Footage
import Formats
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ClipPlanTests {
    private func plan(_ camera: String, _ from: Int64, _ to: Int64, _ tracks: [Int] = []) -> ClipPlan {
        ClipPlan(camera: CameraID(rawValue: camera), span: SampleTimeline.span(from, to), tracks: tracks)
    }

    @Test func tracksThatOverlapShareAClipAndIntervalsStay() {
        let joined = ClipPlan.joined([
            plan("yard", 0, 500, [1]), plan("gate", 4_000, 6_000, [2]), plan("gate", 2_000, 4_500, [1]),
            plan("gate", 2_500, 3_000), plan("gate", 8_000, 9_000, [3]),
        ])
        #expect(
            joined == [
                plan("gate", 2_000, 6_000, [1, 2]), plan("gate", 2_500, 3_000), plan("gate", 8_000, 9_000, [3]),
                plan("yard", 0, 500, [1]),
            ])
    }
}
