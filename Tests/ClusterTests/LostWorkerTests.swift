import Glibc
import Planning
import Postgres
import TestSupport
import Testing
import WorkLedger

extension RealProcesses {
    struct LostWorkerTests {
        private static let a = ["worker", "run", "--slots", "1", "--name", "a"]
        private static let b = ["worker", "run", "--slots", "1", "--name", "b"]

        /// The digest that two undisturbed workers produce.
        private static let reference = Task {
            let footage = try await SampleClips.gate.value
            return try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "5s")
                return try await cluster.whileRunning([["coordinator", "run"], a, b]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.lines == ["complete"])
                    return try await cluster.timeline(review).digest
                }
            }
        }

        @Test func killedWorkerStartedAgainLosesNothing() async throws {
            let digest = try await killingOneOfTwoWorkers { cluster, review, chunk in
                try await cluster.whileRunning([LostWorkerTests.a]) { _ in
                    try await checkRescue(of: chunk, in: review, "the worker was restarted", cluster)
                }
            }
            #expect(digest == (try await LostWorkerTests.reference.value))
        }

        @Test func chunkOfAKilledWorkerComesBackWhenItsLeaseRunsOut() async throws {
            let digest = try await killingOneOfTwoWorkers { cluster, review, chunk in
                try await checkRescue(of: chunk, in: review, "lease", cluster)
            }
            #expect(digest == (try await LostWorkerTests.reference.value))
        }

        /// Kills worker `a` while it holds a chunk and both workers have completed some; `body` sees the review
        /// through.
        private func killingOneOfTwoWorkers(
            _ body: @Sendable (_ cluster: TestCluster, _ review: String, _ chunk: ChunkID) async throws -> String
        ) async throws -> String {
            let footage = try await SampleClips.gate.value
            return try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "5s")
                return try await cluster.whileRunning([["coordinator", "run"], LostWorkerTests.a]) { processes in
                    try await eventually("the first worker has done a chunk") {
                        try await cluster.workersWithChunks(of: review) == ["a"]
                    }
                    let chunk = try await cluster.stopHolding(processes[1], name: "a")
                    return try await cluster.whileRunning([LostWorkerTests.b]) { _ in
                        try await eventually("the second worker has done a chunk") {
                            try await cluster.workersWithChunks(of: review) == ["a", "b"]
                        }
                        processes[1].send(SIGKILL)
                        let killed = try await processes[1].end()
                        #expect(killed.signal == SIGKILL)
                        return try await body(cluster, review, chunk)
                    }
                }
            }
        }

        private func checkRescue(
            of chunk: ChunkID, in review: String, _ detail: String, _ cluster: TestCluster
        ) async throws -> String {
            let watched = try await cluster.watch(review)
            #expect(watched.status == 0 && watched.lines == ["complete"])
            let lost: String? = try await cluster.store.value(
                "SELECT detail FROM relecture.attempt WHERE chunk_id = $1 AND outcome = 'lost'", [chunk])
            #expect(lost?.contains(detail) == true)
            #expect(try await cluster.workersWithChunks(of: review) == ["a", "b"])
            return try await cluster.timeline(review).digest
        }

        @Test func workerToldToStopHandsItsChunkBackUncounted() async throws {
            let footage = try await SampleClips.all.value.folder + "/gate"
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                try await cluster.whileRunning([["coordinator", "run"]]) { _ in
                    let worker = try cluster.start(["worker", "run", "--slots", "1", "--name", "a"])
                    let chunk = try await cluster.stopHolding(worker, name: "a")
                    // The child must not finish before the worker receives the stop signal.
                    for child in worker.decoders { kill(child, SIGSTOP) }
                    worker.send(SIGTERM)
                    worker.send(SIGCONT)
                    let ended = try await worker.end()
                    #expect(ended.status == 0 && ended.signal == nil)
                    let state = try #require(
                        try await cluster.store.database.chunks().first { $0.id == chunk })
                    #expect(state.state == .ready && state.attempts == 0)
                    let outcome: String? = try await cluster.store.value(
                        "SELECT outcome FROM relecture.attempt WHERE chunk_id = $1", [chunk])
                    #expect(outcome == "released")
                    try await cluster.whileRunning([["worker", "run", "--slots", "1", "--name", "b"]]) { _ in
                        let watched = try await cluster.watch(review)
                        #expect(watched.lines == ["complete"])
                    }
                    #expect(try await cluster.workersWithChunks(of: review) == ["b"])
                }
            }
        }
    }
}
