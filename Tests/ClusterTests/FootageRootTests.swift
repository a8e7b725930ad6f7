import Foundation
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct FootageRootTests {
        private static let worker = ["worker", "run", "--slots", "1", "--name", "a", "--footage-root"]

        /// Returns a review of the short gate footage, imported below `first` and then moved to `second`.
        private func reviewOfMovedFootage(_ cluster: TestCluster, first: String, second: String) async throws -> String
        {
            let gate = try await SampleClips.gate.value
            try FileManager.default.createDirectory(atPath: first, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: gate, toPath: first + "/gate")
            let review = try await cluster.startReview(
                of: first + "/gate", chunk: "whole", environment: ["RELECTURE_FOOTAGE_ROOT": first])
            try FileManager.default.moveItem(atPath: first, toPath: second)
            return review
        }

        @Test func nodeThatMountsTheFootageElsewhereFindsIt() async throws {
            try await TestCluster.with { cluster in
                let second = cluster.folder + "/b"
                let review = try await reviewOfMovedFootage(cluster, first: cluster.folder + "/a", second: second)
                try await cluster.whileRunning([["coordinator", "run"], FootageRootTests.worker + [second]]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.lines == ["complete"])
                }
            }
        }

        @Test func fileThatIsNotTheImportedOneIsRefusedByNameAndReviewedOnceItIsRestored() async throws {
            try await TestCluster.with { cluster in
                let second = cluster.folder + "/b"
                let review = try await reviewOfMovedFootage(cluster, first: cluster.folder + "/a", second: second)
                let file = second + "/gate/gate_20260301T215500Z.mp4"
                let original = try Data(contentsOf: URL(fileURLWithPath: file))
                var changed = original
                changed[changed.count / 2] ^= 1
                try changed.write(to: URL(fileURLWithPath: file))
                try await cluster.whileRunning([["coordinator", "run"], FootageRootTests.worker + [second]]) { _ in
                    let failure = try await eventually("the file is refused") {
                        try await cluster.store.value(
                            "SELECT detail FROM relecture.attempt WHERE outcome = 'failed' LIMIT 1", as: String.self)
                    }
                    #expect(failure.contains(file) && failure.contains("is not the file that was imported"))
                    // The failure would repeat, so the chunk is not retried until an operator asks for it.
                    #expect(try await cluster.watch(review).lines == ["complete-with-holes"])
                    try original.write(to: URL(fileURLWithPath: file))
                    let retried = try await cluster.run("review", "retry", review)
                    #expect(retried.status == 0, "\(retried.errors)")
                    #expect(try await cluster.watch(review).lines == ["complete"])
                }
            }
        }

        @Test func footageThatIsNotThereIsQuarantinedWithItsReason() async throws {
            try await TestCluster.with { cluster in
                let path = cluster.folder + "/gate_20260301T215500Z.mp4"
                try SampleClips.square(path)
                let requisition = try await cluster.openRequisition()
                _ = try await cluster.line(
                    "footage", "import", path, "--requisition", requisition, "--camera", "gate", "--quiet")
                let review = try await cluster.line("review", "start", "--requisition", requisition)
                try FileManager.default.removeItem(atPath: path)
                try await cluster.whileRunning([["coordinator", "run"], FootageRootTests.worker + ["/nowhere"]]) { _ in
                    // Skip the pauses between attempts; they are not under test.
                    let hurry = Task {
                        while !Task.isCancelled {
                            try await cluster.store.execute(
                                "UPDATE relecture.chunk SET not_before = now() WHERE not_before > now()")
                            try await Task.sleep(for: .milliseconds(50))
                        }
                    }
                    let watched = try await cluster.watch(review)
                    hurry.cancel()
                    #expect(watched.status == 3 && watched.lines == ["complete-with-holes"])
                }
                let timeline = try await cluster.timeline(review)
                #expect(timeline.cameras[0].states.contains("quarantined"))
                #expect(timeline.cameras[0].coverage.contains { $0.reason == "attempts-exhausted" })
                let list = try await cluster.run("chunk", "list", "--state", "quarantined")
                #expect(list.output.contains(path))
            }
        }
    }
}
