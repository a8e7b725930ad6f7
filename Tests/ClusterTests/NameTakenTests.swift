import AMQP
import Foundation
import Glibc
import Logging
import Postgres
import TestSupport
import Testing
import WorkLedger
import WorkQueue
import Worker

extension RealProcesses {
    /// Two processes under one name, as on cloned machines.
    struct NameTakenTests {
        private static let identity = WorkerIdentity(
            name: "a", incarnation: "00000000-0000-4000-8000-000000000000", host: "here", pid: 1, build: "test",
            slots: 1)

        /// Runs a worker in this process and returns the error it ended with.
        private static func end(afterPause pause: Duration, in cluster: TestCluster) async throws -> WorkerError? {
            let endpoint = try AMQPEndpoint(try #require(cluster.environment["RELECTURE_AMQP_URL"]))
            let logger = Logger(label: "test")
            let connection = ReconnectingConnection(endpoint, logger: logger) {
                try await Topology().declare(on: $0)
            }
            var configuration = WorkerConfiguration()
            configuration.renewal = .milliseconds(100)
            configuration.namePause = pause
            let worker = ChunkWorker(
                identity: identity, configuration: configuration, database: cluster.store.database,
                tickets: TicketSource(connection, topology: Topology(), logger: logger), logger: logger)
            var end: WorkerError?
            do {
                try await worker.run()
            } catch {
                end = error as? WorkerError
            }
            await connection.close()
            return end
        }

        /// Returns whether the worker in this process holds its name.
        private static func isUp(_ store: TestStore) async throws -> Bool {
            let count: Int? = try await store.value(
                "SELECT count(*) FROM relecture.worker WHERE incarnation = $1::uuid", [identity.incarnation])
            return count == 1
        }

        @Test func whoseNameWasTakenEndsAfterItsPause() async throws {
            try await TestCluster.with { cluster in
                let start = ContinuousClock.now
                async let end = NameTakenTests.end(afterPause: .seconds(2), in: cluster)
                try await eventually("the worker is up") { try await NameTakenTests.isUp(cluster.store) }
                _ = try await cluster.store.worker("a", host: "there")
                let error = try await end
                #expect(error == .nameTaken("a"))
                #expect(ContinuousClock.now - start >= .seconds(2))
                #expect(try await cluster.store.database.holder(of: "a")?.host == "there")
            }
        }

        @Test func whoseNameWasTakenByOneThatIsGoneEndsAtOnce() async throws {
            try await TestCluster.with { cluster in
                // Longer than the test's time limit.
                async let end = NameTakenTests.end(afterPause: .seconds(3_600), in: cluster)
                try await eventually("the worker is up") { try await NameTakenTests.isUp(cluster.store) }
                try await cluster.store.execute(
                    "UPDATE relecture.worker SET incarnation = gen_random_uuid(), state = 'stopped' WHERE name = 'a'")
                let error = try await end
                #expect(error == .nameTaken("a"))
            }
        }

        @Test func processSaysWhoTookItsNameAndStopsAtOnceWhenItIsTold() async throws {
            try await TestCluster.with { cluster in
                let process = try cluster.start(
                    ["worker", "run", "--name", "a", "--slots", "1", "--lease", "10s", "--renewal", "200ms"])
                try await eventually("worker is up") { try await cluster.store.database.workers().first?.state == .up }
                _ = try await cluster.store.worker("a", host: "there")
                try await eventually("the process reports the loss") {
                    process.errorsSoFar.contains("process 1 of host there works under the name \"a\" now")
                }
                #expect(process.errorsSoFar.contains("--name of its own"))
                process.send(SIGTERM)
                // Its own pause is as long as this test's time limit.
                #expect(try await process.end().status == 0)
            }
        }
    }
}
