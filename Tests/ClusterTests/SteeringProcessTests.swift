import Foundation
import Glibc
import Planning
import Postgres
import TestSupport
import Testing
import WorkLedger

extension RealProcesses {
    struct SteeringProcessTests {
        /// A worker with rare renewals, so that only a hint can reach it soon.
        private static let seldom = [
            "worker", "run", "--slots", "1", "--name", "a", "--lease", "600s", "--renewal", "300s",
        ]
        private static let often = [
            "worker", "run", "--slots", "1", "--name", "a", "--lease", "6s", "--renewal", "1s",
        ]
        /// Much longer than a hint or a renewal of `often` takes, much shorter than a renewal of `seldom`.
        private static let soon: Duration = .seconds(30)
        private static let withoutBroker = ["RELECTURE_AMQP_URL": ""]

        /// Runs a worker whose decoder hangs in the middle of the only chunk; `body` must end it.
        private func withHangingDecoder(
            _ worker: [String],
            _ body: (TestCluster, _ review: String, RelectureProcess, _ decoder: Int32) async throws -> Void
        ) async throws {
            let footage = try await SampleClips.all.value.folder + "/yard"
            try await TestCluster.with { cluster in
                let requisition = try await cluster.openRequisition(camera: "yard")
                let imported = try await cluster.run("footage", "import", footage, "--requisition", requisition)
                try #require(imported.status == 0, "\(imported.errors)")
                let review = try await cluster.line("review", "start", "--requisition", requisition, "--chunk", "whole")
                try await cluster.whileRunning([["coordinator", "run"], worker]) { processes in
                    let decoder = try await eventually("a decoder is running") {
                        let isAtWork = try await cluster.store.database.chunks().first?.state == .running
                        return isAtWork ? processes[1].decoders.first : nil
                    }
                    kill(decoder, SIGSTOP)
                    try await body(cluster, review, processes[1], decoder)
                }
            }
        }

        private func isGone(_ pid: Int32) -> Bool {
            guard kill(pid, 0) == 0 else { return true }
            // A zombie process has no memory left.
            let state = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
            return state.split(separator: ")").last?.split(separator: " ").first == "Z"
        }

        @Test(arguments: [true, false])
        func cancelledReviewHasItsDecoderKilledByHintOrByRenewal(byHint: Bool) async throws {
            let worker = byHint ? SteeringProcessTests.seldom : SteeringProcessTests.often
            try await withHangingDecoder(worker) { cluster, review, _, decoder in
                let environment = byHint ? [:] : SteeringProcessTests.withoutBroker
                let outcome = try await cluster.run("review", "cancel", review, environment: environment)
                #expect(outcome.status == 0 && outcome.errors == "")
                // A hint arrives within two seconds; without one it takes a renewal.
                let limit = byHint ? Duration.seconds(2) : SteeringProcessTests.soon
                try await eventually("the decoder is dead", within: limit) { isGone(decoder) }
                let summary = try await cluster.store.database.review(ReviewID(rawValue: review))
                #expect(summary.state == .cancelled && summary.chunks == [.cancelled: 1])
                #expect(try await cluster.store.value("SELECT count(*) FROM relecture.chunk_coverage") == 0)
            }
        }

        @Test func pausedReviewStopsAtOnceAndGoesOnWhenResumed() async throws {
            try await withHangingDecoder(SteeringProcessTests.seldom) { cluster, review, _, decoder in
                #expect(try await cluster.run("review", "pause", review).status == 0)
                try await eventually("the decoder is dead", within: SteeringProcessTests.soon) { isGone(decoder) }
                #expect(try await cluster.run("review", "show", review).output.contains("paused"))
                #expect(
                    try await cluster.run("review", "pause", review).lastWord.hasPrefix(
                        "error: review \(review) is paused"))
                #expect(try await cluster.run("review", "resume", review).status == 0)
                #expect(try await cluster.watch(review).lines == ["complete"])
                let attempts = try await cluster.store.database.chunks().map(\.attempts)
                #expect(attempts == [1])
            }
        }

        @Test func drainedWorkerHandsBackAtItsDeadlineAndBurnsNoAttempt() async throws {
            try await withHangingDecoder(SteeringProcessTests.often) { cluster, review, worker, decoder in
                #expect(try await cluster.run("worker", "drain", "a", "--deadline", "500ms").status == 0)
                try await eventually("the decoder is dead", within: SteeringProcessTests.soon) { isGone(decoder) }
                let chunk = try await eventually("the chunk is free again") {
                    try await cluster.store.database.chunks().first { $0.state == .ready }
                }
                #expect(chunk.attempts == 0)
                let shown = try await cluster.run("chunk", "show", "\(chunk.id)", "--format", "json").output
                #expect(shown.contains(#""outcome":"released""#) && shown.contains(#""spent":0"#))
                try await eventually("the worker is drained") {
                    try await cluster.run("worker", "list", "--format", "json").output.contains(#""drained":true"#)
                }
                // Another worker takes over while the first stands by.
                try await cluster.whileRunning([["worker", "run", "--slots", "1", "--name", "b"]]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.lines == ["complete"])
                }
                #expect(try await cluster.workersWithChunks(of: review) == ["b"])
                worker.send(SIGTERM)
                #expect(try await worker.end().status == 0)
            }
        }

        @Test func hintedDrainLetsWhatRunsComeToItsEnd() async throws {
            try await withHangingDecoder(SteeringProcessTests.seldom) { cluster, review, _, decoder in
                let drained = try await cluster.run("worker", "drain", "a")
                #expect(drained.status == 0)
                kill(decoder, SIGCONT)
                #expect(try await cluster.watch(review).lines == ["complete"])
                #expect(try await cluster.workersWithChunks(of: review) == ["a"])
            }
        }

        @Test func footageThatArrivedLateIsAddedAndTheDigestIsThatOfOneReview() async throws {
            let gate = try await SampleClips.gate.value
            let files = try FileManager.default.contentsOfDirectory(atPath: gate).sorted()
            try #require(files.count == 2)
            try await TestCluster.with { cluster in
                try await cluster.whileRunning([
                    ["coordinator", "run"], ["worker", "run", "--slots", "2", "--name", "a"],
                ]) { _ in
                    let requisition = try await cluster.openRequisition()
                    func take(_ file: String) async throws {
                        let imported = try await cluster.run(
                            "footage", "import", "\(gate)/\(file)", "--camera", "gate", "--requisition", requisition)
                        try #require(imported.status == 0, "\(imported.errors)")
                    }
                    func start(_ options: String...) async throws -> String {
                        let outcome = try await cluster.run(
                            ["review", "start", "--requisition", requisition, "--chunk", "10s"] + options)
                        try #require(outcome.status == 0, "\(outcome.errors)")
                        return outcome.lines[0]
                    }
                    try await take(files[0])
                    let review = try await start()
                    #expect(try await start() == review)
                    #expect(try await cluster.watch(review).lines == ["complete"])
                    let nothing = try await cluster.run("review", "extend", review)
                    #expect(nothing.status == 1 && nothing.lastWord.contains("footage import"))
                    try await take(files[1])
                    #expect(try await cluster.run("review", "extend", review, "--dry-run").status == 0)
                    #expect(try await cluster.line("review", "extend", review) == review)
                    #expect(try await cluster.watch(review).lines == ["complete"])
                    #expect(try await start() == review)
                    let reference = try await start("--again")
                    #expect(reference != review)
                    #expect(try await cluster.watch(reference).lines == ["complete"])
                    let digest = try await cluster.timeline(review).digest
                    #expect(try await digest == cluster.timeline(reference).digest)
                }
            }
        }

        @Test func operatorsSeeTheQueueTheStoresAndRefusalsThatSayWhatToDo() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "5s")
                _ = try await cluster.store.worker("a")
                let status = try await cluster.run("queue", "status")
                #expect(status.status == 0 && status.output.contains("0 of 1 slots are busy"))
                let json = try await cluster.run(
                    "queue", "status", "--format", "json", environment: SteeringProcessTests.withoutBroker)
                #expect(
                    json.output.contains(#""tickets":null"#) && json.output.contains(#""urgency":"normal","waiting":"#))
                #expect(try await cluster.run("footage", "store", "limit", "default", "1").status == 0)
                #expect(
                    try await cluster.run("footage", "store", "list", "--format", "json").output.contains(#""limit":1"#)
                )
                #expect(
                    try await cluster.run("footage", "store", "limit", "nowhere", "1").lastWord.contains("store list"))
                #expect(try await cluster.run("footage", "store", "limit", "default", "0").status == 64)
                for arguments in [
                    ["review", "resume", review], ["review", "retry", review], ["worker", "drain", "nobody"],
                    ["chunk", "show", "999999"], ["review", "extend", review],
                ] {
                    let outcome = try await cluster.run(arguments)
                    #expect(outcome.status == 1 && outcome.lastWord.hasPrefix("error: "), "\(arguments)")
                }
                #expect(try await cluster.run("worker", "drain", "a", "--deadline", "soon").status == 64)
                let lease = try await cluster.run("worker", "run", "--lease", "5s", "--renewal", "4s")
                #expect(lease.status == 1 && lease.lastWord.contains("--lease must be at least twice --renewal"))
                let text = try await cluster.run("worker", "run", environment: ["RELECTURE_LEASE": "soon"])
                #expect(text.status == 1 && text.lastWord.contains("RELECTURE_LEASE"))
            }
        }
    }
}
