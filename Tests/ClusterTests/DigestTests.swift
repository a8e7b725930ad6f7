import Testing

extension RealProcesses {
    struct DigestTests {
        /// The digest of the short gate footage, reviewed by one worker in one chunk.
        private static let reference = Task {
            try await digest(chunk: "whole", workers: 1)
        }

        private static func digest(chunk: String, workers: Int) async throws -> String {
            let footage = try await SampleClips.gate.value
            return try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    "run", footage, "--reference", "2026/7", "--authority", "order", "--chunk", chunk, "--workers",
                    "\(workers)", "--format", "json", "--quiet")
                try #require(outcome.status == 0, "\(outcome.errors)")
                let timeline = try TimelineDocument(outcome.output)
                #expect(!timeline.cameras[0].tracks.isEmpty)
                return timeline.digest
            }
        }

        /// `SelftestTests` covers every chunk length with every number of workers; this covers `run` processes.
        @Test(arguments: [("5s", 1), ("5s", 2), ("10s", 2), ("whole", 2)])
        func findingsDoNotDependOnChunksAndWorkers(chunk: String, workers: Int) async throws {
            let reference = try await DigestTests.reference.value
            #expect(try await DigestTests.digest(chunk: chunk, workers: workers) == reference)
        }
    }
}
