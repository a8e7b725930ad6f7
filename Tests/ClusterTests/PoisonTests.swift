import AMQP
import Chronology
import Decoding
import Footage
import Foundation
import Glibc
import Logging
import Planning
import Postgres
import Sandbox
import Telemetry
import TestSupport
import Testing
import WorkLedger
import WorkQueue
import Worker

extension RealProcesses {
    /// Footage that crashes its decoder, and decoders that are killed.
    struct PoisonTests {
        private static let worker = ["worker", "run", "--slots", "1", "--name", "a"]

        /// Returns a reviewer that misbehaves for the chunk with this span and reviews all others.
        private static func reviewer(
            _ mischief: SandboxMischief, forChunk span: TimeSpan, in folder: String
        ) throws -> ChildReviewer {
            let (start, end) = (span.start.microseconds, span.end.microseconds)
            let script = """
                #!/bin/sh
                order=$(cat)
                case "$order" in
                *'"span":{"start":\(start),"end":\(end)}'* | *'"span":{"end":\(end),"start":\(start)}'*)
                    exec \(RelectureExecutable.path) sandbox-trial --mischief \(mischief.rawValue) "$@" ;;
                esac
                exec \(RelectureExecutable.path) review-chunk "$@" <<END
                $order
                END
                """
            let path = "\(folder)/reviewer"
            try script.write(toFile: path, atomically: true, encoding: .utf8)
            chmod(path, 0o755)
            var walls = ReviewGuard()
            walls.silence = mischief == .loop ? .seconds(5) : .seconds(60)
            walls.memory = 1 << 30
            return ChildReviewer(executable: path, arguments: [], walls: walls)
        }

        private static func run(
            _ name: String, _ reviewer: ChildReviewer, _ cluster: TestCluster, _ metrics: WorkerMetrics
        ) async throws {
            let endpoint = try AMQPEndpoint(try #require(cluster.environment["RELECTURE_AMQP_URL"]))
            let logger = Logger(label: "test")
            let connection = ReconnectingConnection(endpoint, logger: logger) {
                try await Topology().declare(on: $0)
            }
            var configuration = WorkerConfiguration()
            configuration.slots = 2
            configuration.retryPause = .milliseconds(100)
            let worker = ChunkWorker(
                identity: try await cluster.store.worker(name, host: name), configuration: configuration,
                database: cluster.store.database,
                tickets: TicketSource(connection, topology: Topology(), logger: logger),
                reviewer: reviewer, metrics: metrics, logger: logger)
            try? await worker.run()
            await connection.close()
        }

        @Test(arguments: [
            (SandboxMischief.crash, "crash"), (.loop, "silence"), (.memory, "memory"), (.exec, "sandbox-violation"),
        ])
        func aPoisonedChunkIsQuarantinedAndTheOthersAreDone(mischief: SandboxMischief, reason: String) async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "15s")
                let chunks = try await cluster.store.database.chunks(of: ReviewID(rawValue: review))
                let poisoned = chunks[1]
                let reviewer = try PoisonTests.reviewer(
                    mischief, forChunk: poisoned.span, in: cluster.folder)
                let registry = MetricRegistry()
                let metrics = WorkerMetrics(registry)
                try await cluster.whileRunning([["coordinator", "run"]]) { _ in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for name in ["a", "b"] {
                            group.addTask { try await PoisonTests.run(name, reviewer, cluster, metrics) }
                        }
                        let watched = try await cluster.watch(review)
                        #expect(watched.lines == ["complete-with-holes"])
                        let workers = try await cluster.store.database.workers()
                        #expect(workers.map(\.state) == [.up, .up], "both workers continue")
                        group.cancelAll()
                    }
                }
                let ended = try await cluster.store.database.chunks(of: ReviewID(rawValue: review))
                #expect(ended.filter { $0.state == .quarantined }.map(\.id) == [poisoned.id])
                #expect(ended.filter { $0.state == .done }.count == chunks.count - 1)
                let attempts = try await cluster.store.database.attempts(of: [poisoned.id])
                #expect(attempts.allSatisfy { $0.evidence?.kind == .poison && $0.evidence?.reason == reason })
                #expect(Set(attempts.map(\.worker)).count == 2 || attempts.count == 4, "\(attempts.map(\.worker))")
                #expect((2...4).contains(attempts.count))
                let told = await registry.exposition()
                #expect(
                    PoisonTests.sum("relecture_decoder_crashes_total", told)
                        == (reason == "crash" ? attempts.count : 0))
                #expect(
                    PoisonTests.sum("relecture_sandbox_violations_total", told)
                        == (reason == "sandbox-violation" ? attempts.count : 0))
                try await checkTold(poisoned, review, reason, cluster)
            }
        }

        /// Returns the sum of a counter over all its labels.
        private static func sum(_ counter: String, _ exposition: String) -> Int {
            exposition.split(separator: "\n").filter { $0.hasPrefix("\(counter){") }
                .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0) { $0 + Int($1) }
        }

        /// Expects operators to see the evidence, and the timeline to show the hole.
        private func checkTold(
            _ chunk: ChunkStatus, _ review: String, _ reason: String, _ cluster: TestCluster
        ) async throws {
            let listed = try await cluster.run("chunk", "list", "--state", "quarantined", "--format", "json")
            let items = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]]
            let evidence = try #require(items?.first?["evidence"] as? [[String: Any]])
            #expect(evidence.allSatisfy { $0["reason"] as? String == reason && $0["class"] as? String == "poison" })
            #expect(evidence.allSatisfy { ($0["files"] as? [String])?.allSatisfy { $0.count == 64 } == true })
            let holes = try await cluster.timeline(review).cameras.flatMap(\.coverage).filter {
                $0.state == "quarantined"
            }
            #expect(holes.map(\.span) == [chunk.span])
        }

        @Test func aKilledDecoderCostsOneAttemptAndNothingElse() async throws {
            let footage = try await SampleClips.gate.value
            let digests = try await [true, false].asyncMap { kills in
                try await TestCluster.with { cluster in
                    let review = try await cluster.startReview(of: footage, chunk: "whole")
                    return try await cluster.whileRunning([["coordinator", "run"], PoisonTests.worker]) { processes in
                        if kills { try await killDecoder(of: processes[1], cluster) }
                        let watched = try await cluster.watch(review)
                        #expect(watched.lines == ["complete"])
                        return try await cluster.timeline(review).digest
                    }
                }
            }
            #expect(digests[0] == digests[1])
        }

        private func killDecoder(of worker: RelectureProcess, _ cluster: TestCluster) async throws {
            func running() async throws -> Bool {
                try await cluster.store.value("SELECT count(*) FROM relecture.chunk WHERE state = 'running'") == 1
            }
            let child = try await eventually("a decoder runs") {
                try await running() ? worker.decoders.first : nil
            }
            kill(child, SIGKILL)
            let rows = try await eventually("the attempt has failed") {
                let rows = try await cluster.store.rows(
                    "SELECT reason, class, signal FROM relecture.attempt WHERE outcome = 'failed'")
                return Array(rows).isEmpty ? nil : Array(rows)
            }
            #expect(try rows.map { try $0.decode("reason") as String } == ["killed"])
            #expect(try rows.map { try $0.decode("class") as String } == ["transient"])
            #expect(try rows.map { try $0.decode("signal") as Int } == [9])
        }

        @Test func aReplacedFileIsRefusedForGoodAndAMissingOneIsTriedAgain() async throws {
            try await TestCluster.with { cluster in
                let folder = "\(cluster.folder)/gate"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                let path = "\(folder)/20260301T215500Z.mp4"
                try SampleClips.square(path)
                let review = try await cluster.startReview(of: folder, chunk: "whole")
                let hidden = path + ".away"
                try FileManager.default.moveItem(atPath: path, toPath: hidden)
                try await cluster.whileRunning([["coordinator", "run"], PoisonTests.worker]) { _ in
                    func kinds() async throws -> [String] {
                        try await cluster.store.rows(
                            "SELECT class || ' ' || reason AS text FROM relecture.attempt WHERE class IS NOT NULL ORDER BY epoch"
                        ).map { try $0.decode("text") }
                    }
                    try await eventually("the file is missed") { try await kinds().first == "transient missing" }
                    try SampleClips.square(path, seconds: 5)
                    _ = try await cluster.watch(review)
                    #expect(try await kinds().last == "permanent wrong-file")
                    let chunk = try #require(try await cluster.store.database.chunks().first)
                    #expect(chunk.state == .quarantined && chunk.attempts < 4)
                    #expect(chunk.failure?.contains("restore the original") == true)
                }
            }
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
