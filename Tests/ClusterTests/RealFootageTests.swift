import Chronology
import Footage
import Foundation
import SampleFootage
import TestSupport
import Testing

extension RealProcesses {
    @Suite(.enabled(if: TestClips.realFootage != nil, "RELECTURE_TEST_FOOTAGE names no folder of real footage"))
    struct RealFootageTests {
        /// What people saw in a file, in seconds.
        private struct Truth: Decodable {
            let activity: [[Double]]
        }

        private var footage: String { (TestClips.realFootage ?? "") + "/footage" }

        private func review(_ path: String, _ options: String...) async throws -> TimelineDocument {
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    ["run", path, "--reference", "T", "--authority", "T", "--format", "json", "--quiet"] + options)
                try #require(outcome.status == 0, "\(outcome.errors)")
                return try TimelineDocument(outcome.output)
            }
        }

        @Test func fourCarsAreFourTracksHoweverTheWorkIsCut() async throws {
            let path = footage + "/car-detection.mp4"
            let whole = try await review(path, "--chunk", "whole", "--workers", "1")
            let cut = try await review(path, "--chunk", "5s", "--workers", "2")
            #expect(whole.digest == cut.digest)
            #expect(whole.cameras[0].tracks.count == 4)
            let data = try Data(contentsOf: URL(fileURLWithPath: footage + "/truth.json"))
            let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let entry = try JSONSerialization.data(withJSONObject: try #require(all["car-detection.mp4"]))
            let truth = try JSONDecoder().decode(Truth.self, from: entry).activity
            let start = whole.cameras[0].coverage[0].start.time
            let found = whole.cameras[0].activity.map { span in
                [span.start.time, span.end.time].map { Double($0.microseconds - start.microseconds) / 1_000_000 }
            }
            #expect(found.count == truth.count)
            for (seen, said) in zip(found.joined(), truth.joined()) {
                #expect(abs(seen - said) <= 0.5, "\(found)")
            }
        }

        @Test func variableFrameRateFindsTheSameTracksAtTheirOwnTimes() async throws {
            let even = try await review(footage + "/traffic_camera.mp4").cameras[0]
            let uneven = try await review(footage + "/traffic_camera_vfr.mp4").cameras[0]
            let counts = [even.tracks.count, uneven.tracks.count]
            #expect(abs(counts[0] - counts[1]) * 20 <= counts[0], "\(counts)")
            #expect(even.states == ["analysed"] && uneven.states == ["analysed"])
            #expect(even.coverage[0].end.time != uneven.coverage[0].end.time)
        }

        @Test func footageWithoutTimestampsIsReviewedWholeAtSynthesisedTimes() async throws {
            let path = (TestClips.realFootage ?? "") + "/mot/PETS09-S2L1/PETS09-S2L1.avi"
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    "run", path, "--reference", "T", "--authority", "T", "--format", "json", "--quiet", "--chunk", "30s"
                )
                #expect(outcome.status == 0, "\(outcome.errors)")
                let timeline = try TimelineDocument(outcome.output)
                let list = try await cluster.run(
                    "footage", "list", "--requisition", timeline.requisition, "--format", "json")
                #expect(list.output.contains(#""frames":795"#))
                #expect(list.output.contains(#""timestamps":"synthesised""#))
                #expect(timeline.cameras[0].states == ["analysed"])
                let analysed: Int64? = try await cluster.store.value(
                    "SELECT sum(frames_analysed)::bigint FROM relecture.chunk")
                #expect(analysed == 795)
            }
        }
    }
}
