import AMQP
import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@Suite(.needsBroker, .timeLimit(.minutes(10)))
struct RefusedConnectionTests {
    private func failure(_ url: String, _ options: ConnectionOptions = ConnectionOptions()) async throws -> AMQPError {
        let endpoint = try AMQPEndpoint(url)
        return try #require(
            await #expect(throws: AMQPError.self) { try await AMQPConnection.open(endpoint, options: options) })
    }

    private func sharedURL() async throws -> URLComponents {
        try #require(URLComponents(string: try await TestServers.brokerURL()))
    }

    @Test func wrongPasswordIsNamedAndNotTriedAgain() async throws {
        var url = try await sharedURL()
        url.password = "wrong-word"
        let wrong = try #require(url.string)
        let error = try await failure(wrong)
        #expect(error.kind == .authenticationRefused && !error.isRetriable)
        #expect(
            error.description == "RabbitMQ at 127.0.0.1:\(try #require(url.port)) refused the user name or password")
        let connection = ReconnectingConnection(
            try AMQPEndpoint(wrong), logger: Logger(label: "test"))
        await #expect(throws: error) { try await connection.withConnection { _ in } }
    }

    @Test func unknownVirtualHostIsToldInTheBrokersWords() async throws {
        var url = try await sharedURL()
        url.path = "/elsewhere"
        let error = try await failure(try #require(url.string))
        #expect(error.kind == .closedByBroker(code: 530) && !error.isRetriable)
        #expect(error.description.contains("vhost elsewhere not found"))
    }

    @Test func unreachableBrokerIsNamed() async throws {
        let error = try await failure("amqp://u:p@127.0.0.1:1/")
        #expect(error.kind == .unreachable && error.isRetriable)
        #expect(error.description == "cannot reach RabbitMQ at 127.0.0.1:1: connection refused, or no route")
    }

    @Test func unknownHostIsNamed() async throws {
        let error = try await failure("amqp://u:p@no-such-host.invalid/")
        #expect(error.kind == .unreachable)
        #expect(error.description.hasPrefix("cannot reach RabbitMQ at no-such-host.invalid:5672: "))
    }

    @Test func silentServerIsGivenUpInTime() async throws {
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        #expect(listen(listener, 5) == 0)
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        let port = in_port_t(bigEndian: address.sin_port)
        var options = ConnectionOptions()
        // Without this timeout, only the suite's time limit would end the wait.
        options.handshakeTimeout = .milliseconds(500)
        let error = try await failure("amqp://u:p@127.0.0.1:\(port)/", options)
        #expect(error.kind == .unreachable)
    }

    @Test func patienceEndsTheWaitForAnUnreachableBroker() async throws {
        let connection = ReconnectingConnection(
            try AMQPEndpoint("amqp://u:p@127.0.0.1:1/"), patience: .milliseconds(300), logger: Logger(label: "test"))
        let start = ContinuousClock.now
        let error = await #expect(throws: AMQPError.self) { try await connection.withConnection { _ in } }
        #expect(error?.kind == .unreachable)
        #expect(start.duration(to: .now) >= .milliseconds(300))
    }

    @Test func cancelledTaskStopsWaitingForAnUnreachableBroker() async throws {
        let connection = ReconnectingConnection(
            try AMQPEndpoint("amqp://u:p@127.0.0.1:1/"), logger: Logger(label: "test"))
        let waiting = Task { try await connection.withConnection { _ in } }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }
}
