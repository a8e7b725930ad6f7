import Footage
import Formats
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct CameraDifferenceTests {
    @Test func equalFindingsHaveNoDifference() {
        let all = CameraDifference.all(
            [SampleTimeline.gate, SampleTimeline.yard], [SampleTimeline.yard, SampleTimeline.gate])
        #expect(all.count == 2 && all.allSatisfy { $0.first == nil && $0.tracks.isEqual && $0.coverage.isEqual })
    }

    @Test func whatOnlyOneSideHasIsCountedForEachCamera() throws {
        let gate = SampleTimeline.gate
        let other = CameraFindings(
            camera: gate.camera, clock: gate.clock, coverage: gate.coverage, activity: [],
            tracks: [gate.tracks[0], SampleTimeline.track(2, 4_000, 7_000), SampleTimeline.track(3, 8_000, 9_000)])
        let all = CameraDifference.all([gate], [other, SampleTimeline.yard])
        let same = try #require(all.first { $0.camera == gate.camera })
        #expect(same.tracks.onlyInFirst == 1 && same.tracks.onlyInSecond == 2)
        #expect(same.activity.onlyInFirst == 1 && same.activity.onlyInSecond == 0 && same.coverage.isEqual)
        #expect(same.first?.contains("track 2 of 2") == true)
        let missing = try #require(all.first { $0.camera == SampleTimeline.yard.camera })
        #expect(missing.first == "only one of the reviews has this camera" && missing.coverage.onlyInSecond == 1)
    }
}
