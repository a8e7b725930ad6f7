import Foundation
import Postgres
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct StuckSessionTests {
    /// Creates a log-in with the rights of one role and returns its server URL.
    private func member(of role: String, _ store: TestStore) async throws -> String {
        let name = "\(role)_\(UInt64.random(in: .min ... .max))"
        try await store.execute("CREATE ROLE \(name) LOGIN PASSWORD 'secret' IN ROLE relecture_\(role)")
        return store.url(of: name, password: "secret")
    }

    /// Opens a session that stays in the middle of a COPY, its client silent.
    private func copying(_ url: String, as name: String) throws -> (Process, Pipe) {
        let process = Process()
        let input = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", url, "--quiet"]
        process.environment = ProcessInfo.processInfo.environment.merging(["PGAPPNAME": name]) { $1 }
        process.standardInput = input
        process.standardError = Pipe()
        try process.run()
        input.fileHandleForWriting.write(Data("CREATE TEMP TABLE t (x int);\nCOPY t FROM STDIN;\n1\n".utf8))
        return (process, input)
    }

    @Test func sessionOfASilentWorkerEndsUnderLogInsOfTheirOwn() async throws {
        try await People.with { people in
            let store = people.store
            let worker = try copying(try await member(of: "worker", store), as: "relecture-worker/w1")
            let person = try copying(store.url, as: "psql")
            let pool = PostgresPool(
                endpoint: try PostgresEndpoint(try await member(of: "coordinator", store)), size: 1,
                applicationName: "relecture-coordinator")
            let coordinator = Database(pool: pool)
            let leader = try #require(try await coordinator.lead(as: "c", lease: .seconds(60)))
            try await eventually("both sessions are in COPY") {
                try await store.value(
                    """
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
                        AND wait_event = 'ClientRead'
                    """) == 2
            }
            #expect(try await coordinator.endStuckSessions(silentFor: .seconds(3_600), under: leader) == 0)
            #expect(try await coordinator.endStuckSessions(silentFor: .zero, under: leader) == 1)
            try await eventually("the worker's session is gone, the other's is not") {
                let names: [String] = try await store.rows(
                    """
                    SELECT application_name FROM pg_stat_activity WHERE datname = current_database()
                        AND wait_event = 'ClientRead' AND state = 'active'
                    """
                ).map { try $0.decode("application_name") }
                return names == ["psql"]
            }
            await pool.close()
            for (process, input) in [worker, person] {
                try? input.fileHandleForWriting.close()
                process.terminate()
                process.waitUntilExit()
            }
        }
    }
}
