import Foundation
import TestSupport
import Testing

extension RealProcesses {
    struct TimelineFormatsTests {
        /// Provides a finished review of both sample cameras.
        private func withReview(
            _ body: (TestCluster, _ review: String, TimelineDocument) async throws -> Void
        ) async throws {
            try await TestCluster.with(copying: try await ReviewedSample.ofRequisition.value) { cluster in
                let review = try await cluster.onlyReview()
                try await body(cluster, review, try await cluster.timeline(review))
            }
        }

        @Test func everyObjectAndAllUnanalysedTimeIsACue() async throws {
            try await withReview { cluster, review, timeline in
                let unnamed = try await cluster.run("timeline", review, "--format", "vtt")
                #expect(unnamed.status == 1 && unnamed.lastWord.contains("--camera"))
                for camera in timeline.cameras {
                    let cues = try await cluster.run("timeline", review, "--format", "vtt", "--camera", camera.camera)
                    let holes = camera.states.filter { $0 != "analysed" }
                    #expect(cues.lines.first == "WEBVTT")
                    #expect(cues.lines.filter { $0.hasPrefix("track-") }.count == camera.tracks.count)
                    #expect(cues.lines.filter { $0.contains(" --> ") }.count == camera.tracks.count + holes.count)
                }
            }
        }

        @Test(.enabled(if: OtherReaders.areInstalled, "needs opentimelineio: run deploy/prepare --tests"))
        func othersReadEveryClipAndMarkerOfTheEditingTimeline() async throws {
            try await withReview { cluster, review, timeline in
                let file = cluster.folder + "/timeline.otio"
                #expect(try await cluster.run("timeline", review, "--format", "otio", "--output", file).status == 0)
                let read = try OtherReaders.run(TimelineFormatsTests.reader, [file]).split(separator: "\n").map(
                    String.init)
                var expected: [String] = []
                for camera in timeline.cameras {
                    let files: Int64 = try #require(
                        try await cluster.store.value(
                            "SELECT count(*) FROM relecture.recording WHERE camera = $1", [camera.camera]))
                    let markers = camera.tracks.count + camera.states.filter { $0 != "analysed" }.count
                    // Clips and gaps alternate over the two hours of the requisition.
                    expected.append("\(camera.camera) 7200 clips \(files) markers \(markers)")
                }
                #expect(read == expected)
            }
        }

        private static let reader = """
            import sys, opentimelineio as otio
            timeline = otio.adapters.read_from_file(sys.argv[1])
            for track in timeline.tracks:
                seconds = round(track.duration().to_seconds(), 6)
                print(track.name, f"{seconds:g}", "clips", len(track.find_clips()), "markers", len(track.markers))
            """
    }
}
