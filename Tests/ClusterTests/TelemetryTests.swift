import Chronology
import Footage
import Foundation
import Glibc
import TestSupport
import Testing
import WorkLedger

extension RealProcesses {
    struct TelemetryTests {
        private static let watched = ["RELECTURE_TELEMETRY": "127.0.0.1:0", "RELECTURE_LOG_FORMAT": "json"]

        /// Runs `body` with a coordinator and a worker that export telemetry.
        private func whileWatching(
            _ cluster: TestCluster, _ body: (RelectureProcess, RelectureProcess) async throws -> Void
        ) async throws {
            let coordinator = try cluster.start(["coordinator", "run"], environment: Self.watched)
            let worker = try cluster.start(
                ["worker", "run", "--slots", "1", "--name", "w"], environment: Self.watched)
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(coordinator, worker))
            } catch {
                result = .failure(error)
            }
            for process in [worker, coordinator] { process.send(SIGTERM) }
            for process in [worker, coordinator] { #expect(try await process.end().status == 0) }
            try result.get()
        }

        @Test func metricsOfAReviewAgreeWithWhatWasReviewed() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "10s")
                try await whileWatching(cluster) { coordinator, worker in
                    #expect(try await cluster.watch(review).status == 0)
                    try await checkWorker(worker, cluster)
                    try await checkCoordinator(coordinator, cluster)
                    try checkLogs(coordinator, worker, review)
                    for process in [coordinator, worker] {
                        #expect(try await Scrape(process, "/healthz").status == 200)
                        let ready = try await eventually("the process is ready") {
                            let answer = try await Scrape(process, "/readyz")
                            return answer.status == 200 ? answer : nil
                        }
                        #expect(ready.text.hasPrefix("ready\npostgresql: answered "))
                    }
                }
            }
        }

        /// Two recordings of half a minute, in chunks of ten seconds; the database gives exact count and length.
        private func checkWorker(_ worker: RelectureProcess, _ cluster: TestCluster) async throws {
            let chunks = try await cluster.store.database.chunks()
            let seconds = Double(chunks.reduce(0) { $0 + $1.span.duration }) / 1_000_000
            let frames: Int64? = try await cluster.store.value(
                "SELECT sum(frames_analysed)::bigint FROM relecture.chunk")
            let told = try await eventually("the worker has counted its last chunk") {
                let values = try await Scrape(worker, "/metrics").values
                return values["relecture_slots_busy"] == 0 ? values : nil
            }
            let count = Double(chunks.count)
            #expect(count == 6 && seconds == 60 && frames == 750)
            #expect(told["relecture_attempts_total{outcome=\"done\",class=\"none\"}"] == count)
            #expect(told["relecture_claims_total{outcome=\"claimed\"}"] == count)
            #expect(told["relecture_footage_seconds_total"] == seconds)
            #expect(told["relecture_frames_total"] == Double(frames ?? -1))
            #expect(told["relecture_fenced_writes_total"] == 0)
            #expect(told["relecture_attempts_total{outcome=\"stopped\",class=\"none\"}"] == 0)
            for stage in ["prepare", "review", "store"] {
                #expect(told["relecture_chunk_seconds_count{stage=\"\(stage)\"}"] == count)
            }
            #expect(try #require(told["relecture_chunk_seconds_sum{stage=\"review\"}"]) > 0)
            #expect(told["relecture_slots"] == 1 && told["relecture_worker_draining"] == 0)
            #expect(told["relecture_broker_connected"] == 1 && told["relecture_broker_blocked"] == 0)
            #expect(told["relecture_broker_connections_total"] == 1)
            #expect(try #require(told["relecture_database_transactions_total"]) > 3 * count)
        }

        private func checkCoordinator(_ coordinator: RelectureProcess, _ cluster: TestCluster) async throws {
            // Cluster gauges are refreshed every few seconds.
            let told = try await eventually("the coordinator has seen the review end") {
                let values = try await Scrape(coordinator, "/metrics").values
                return values["relecture_reviews{state=\"complete\"}"] == 1 ? values : nil
            }
            #expect(told["relecture_cluster_known"] == 1)
            for urgency in ["urgent", "normal", "bulk"] {
                for state in ["waiting", "running"] {
                    #expect(told["relecture_queue_chunks{urgency=\"\(urgency)\",state=\"\(state)\"}"] == 0)
                }
                #expect(told["relecture_queue_time_to_empty_seconds{urgency=\"\(urgency)\"}"] == 0)
                #expect(told["relecture_queue_oldest_age_seconds{urgency=\"\(urgency)\"}"] == 0)
            }
            #expect(told["relecture_cluster_footage_seconds"] == 60)
            #expect(told["relecture_workers{state=\"up\"}"] == 1 && told["relecture_cluster_slots"] == 1)
            #expect(told["relecture_chunks_quarantined"] == 0 && told["relecture_lease_expiries_total"] == 0)
            #expect(told["relecture_coordinator_leads"] == 1 && told["relecture_coordinator_term"] == 1)
            #expect(told["relecture_reviews_completed_total"] == 1)
            #expect(try #require(told["relecture_tickets_total{outcome=\"confirmed\"}"]) >= 6)
            #expect(try #require(told["relecture_cluster_slot_speed"]) > 0)
        }

        private func checkLogs(
            _ coordinator: RelectureProcess, _ worker: RelectureProcess, _ review: String
        ) throws {
            for process in [coordinator, worker] {
                #expect(process.logLines.count == process.errorsSoFar.split(separator: "\n").count)
                #expect(process.logLines.allSatisfy { $0["time"] != nil && $0["label"] != nil })
            }
            let done = worker.logLines.filter { $0["message"] as? String == "chunk done" }
            #expect(Set(done.compactMap { $0["chunk.id"] as? String }).count == 6)
            #expect(done.allSatisfy { $0["review.id"] as? String == review && $0["chunk.epoch"] as? String == "1" })
            #expect(done.allSatisfy { $0["worker.name"] as? String == "w" && $0["chunk.attempt"] as? String == "1" })
            let complete = coordinator.logLines.first { $0["message"] as? String == "review is complete" }
            #expect(complete?["review.id"] as? String == review)
        }

        @Test func nothingThatIsToldNamesACameraOrARequisition() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                try await whileWatching(cluster) { coordinator, worker in
                    #expect(try await cluster.watch(review).status == 0)
                    for process in [coordinator, worker] {
                        let told = try await Scrape(process, "/metrics").text
                        #expect(told.contains("relecture_build_info"))
                        for secret in ["gate", "2026/7", review, "order of the court"] {
                            #expect(!told.contains(secret), "\(secret)")
                        }
                    }
                }
            }
        }

        @Test func decoderThatCrashesIsCountedByItsCodecAndItsChunkIsDoneAllTheSame() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                try await whileWatching(cluster) { _, worker in
                    let child = try await eventually("a child process decodes") { worker.decoders.first }
                    kill(child, SIGSEGV)
                    let watched = try await cluster.watch(review)
                    #expect(watched.lines == ["complete"])
                    let told = try await Scrape(worker, "/metrics").values
                    #expect(told["relecture_decoder_crashes_total{codec=\"h264\"}"] == 1)
                    #expect(told["relecture_decoder_crashes_total{codec=\"hevc\"}"] == 0)
                    #expect(told["relecture_attempts_total{outcome=\"done\",class=\"none\"}"] == 2)
                    let failed = told.filter { $0.key.hasPrefix("relecture_attempts_total{outcome=\"failed\"") }
                    #expect(failed.values.reduce(0, +) == 1)
                }
            }
        }

        @Test func workerThatDrainsIsNotReady() async throws {
            try await TestCluster.with { cluster in
                try await whileWatching(cluster) { _, worker in
                    try await eventually("the worker is ready") { try await Scrape(worker, "/readyz").status == 200 }
                    #expect(try await cluster.run("worker", "drain", "w").status == 0)
                    let draining = try await eventually("the worker has received the order") {
                        let answer = try await Scrape(worker, "/readyz")
                        return answer.status == 503 ? answer : nil
                    }
                    #expect(draining.text.contains("worker: draining"))
                    #expect(try await Scrape(worker, "/metrics").values["relecture_worker_draining"] == 1)
                    #expect(try await Scrape(worker, "/healthz").status == 200)
                }
            }
        }

        @Test func addressThatNobodyCanReadIsWrongUsage() async throws {
            try await TestCluster.with { cluster in
                for command in ["worker", "coordinator"] {
                    let outcome = try await cluster.run(command, "run", "--telemetry", "9464")
                    #expect(outcome.status == 64 && outcome.lastWord.contains("127.0.0.1:9464"))
                }
                let outcome = try await cluster.run(
                    "worker", "run", environment: ["RELECTURE_TELEMETRY": "localhost"])
                #expect(outcome.status == 1 && outcome.lastWord.contains("RELECTURE_TELEMETRY"))
            }
        }
    }
}
