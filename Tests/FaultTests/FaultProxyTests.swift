import LocalServers
import Postgres
import TCPProxy
import TestSupport
import Testing

/// Tests the proxy with real traffic: PostgreSQL sessions.
@Suite(.timeLimit(.minutes(10)))
struct FaultProxyTests {
    @Test func everythingPassesUnchanged() async throws {
        try await withProxy { proxy, connect in
            let text = String(repeating: "Grüße ", count: 100_000)
            let connection = connect()
            let answer: String? = try await connection.withSession { try $0.value("SELECT $1::text", [text]) }
            #expect(answer == text)
            #expect(proxy.connections == [1])
            await connection.close()
        }
    }

    @Test func refusedConnectionsLeaveTheOldOnesAlone() async throws {
        try await withProxy { proxy, connect in
            let old = connect()
            try await ask(old)
            proxy.set(.refuse)
            try await eventually("new connections are refused") {
                do { try await ask(connect()) } catch let error as PostgresError {
                    return error.kind == .unreachable
                }
                return false
            }
            try await ask(old)
            proxy.set(.pass)
            try await eventually("new connections pass") { (try? await ask(connect())) != nil }
        }
    }

    @Test func stalledConnectionGoesOnWhereItStood() async throws {
        try await withProxy { proxy, connect in
            let connection = connect()
            try await ask(connection)
            proxy.set(.stall)
            async let answer: Void = ask(connection)
            let start = ContinuousClock.now
            try await Task.sleep(for: .milliseconds(300))
            proxy.set(.pass)
            try await answer
            #expect(ContinuousClock.now - start >= .milliseconds(300))
            #expect(proxy.connections == [1], "the first connection must still be open")
        }
    }

    @Test func resetEndsWhatIsThere() async throws {
        try await withProxy { proxy, connect in
            let connection = connect()
            try await ask(connection)
            proxy.resetConnections()
            try await eventually("the connection is gone") { proxy.connections.isEmpty }
            await #expect(throws: PostgresError.self) { try await ask(connection) }
            // The next use opens a new connection.
            try await ask(connection)
            #expect(proxy.connections == [2])
        }
    }

    @Test func cutComesInTheMiddle() async throws {
        try await withProxy { proxy, connect in
            let connection = connect()
            try await ask(connection)
            proxy.set(.cut(afterBytes: 50_000), ofConnection: 1)
            let text = String(repeating: "x", count: 100_000)
            let error = await #expect(throws: PostgresError.self) {
                try await connection.withSession { _ = try $0.query("SELECT $1::text", [text]) }
            }
            #expect(error?.kind == .connectionLost)
            try await ask(connection)
        }
    }

    @Test func delayAndThrottleSlowDown() async throws {
        try await withProxy { proxy, connect in
            let connection = connect()
            try await ask(connection)
            proxy.set(.delay(.milliseconds(100)))
            let start = ContinuousClock.now
            try await ask(connection)
            #expect(ContinuousClock.now - start >= .milliseconds(200), "the delay applies in both directions")
            proxy.set(.throttle(bytesPerSecond: 100_000))
            let text = String(repeating: "x", count: 30_000)
            let second = ContinuousClock.now
            try await connection.withSession { _ = try $0.query("SELECT length($1::text)", [text]) }
            #expect(ContinuousClock.now - second >= .milliseconds(200))
        }
    }

    private func ask(_ connection: PostgresConnection) async throws {
        #expect(try await connection.withSession { try $0.value("SELECT 7::bigint") } == Int64(7))
    }

    private func withProxy(
        _ body: (FaultProxy, @Sendable () -> PostgresConnection) async throws -> Void
    ) async throws {
        try await ProxiedDatabase.with { try await body($0.proxy, $0.connect) }
    }
}
