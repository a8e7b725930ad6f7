import Glibc
import LocalServers
import Logging
import TestSupport
import Testing

@testable import AMQP

/// Each test damages its broker, so they run one at a time against a separate broker.
@Suite(.needsBroker, .serialized, .timeLimit(.minutes(5)))
struct BrokerFaultTests {
    @Test func everyFaultIsSurvivedOrToldInTime() async throws {
        try await TestServers.withOwnServers { servers, environment in
            let endpoint = try AMQPEndpoint(environment.amqpURL)
            try await heartbeatsSurviveIdleness(endpoint)
            try await frozenBrokerEndsARequest(servers, endpoint)
            try await frozenBrokerEndsAHungPublish(servers, endpoint)
            try await alarmIsToldBeforeSending(servers, endpoint)
            try await connectionComesBackAfterARestart(servers, endpoint)
        }
    }

    private func heartbeatsSurviveIdleness(_ endpoint: AMQPEndpoint) async throws {
        var options = ConnectionOptions()
        options.heartbeat = .seconds(1)
        let connection = try await AMQPConnection.open(endpoint, options: options)
        // Stays idle for three times as long as a silent peer is tolerated.
        try await Task.sleep(for: .seconds(6))
        #expect(connection.isOpen)
        try await connection.declare(quorumQueue: "faults")
        #expect(try await connection.publish(OutgoingMessage(to: "faults")) == .confirmed)
        #expect(try await connection.purge(queue: "faults") == 1)
        await connection.close()
    }

    private func frozenBrokerEndsARequest(_ servers: LocalServers, _ endpoint: AMQPEndpoint) async throws {
        var options = ConnectionOptions()
        options.heartbeat = .seconds(1)
        // Only the heartbeat can end the wait before the suite's time limit.
        options.replyTimeout = .seconds(3_600)
        options.callTimeout = .seconds(3_600)
        let connection = try await AMQPConnection.open(endpoint, options: options)
        try await servers.freeze(.broker)
        let error = await #expect(throws: AMQPError.self) { try await connection.messageCount(queue: "faults") }
        await servers.thaw(.broker)
        #expect(error?.kind == .timeout && error?.isRetriable == true)
        #expect(!connection.isOpen)
    }

    private func frozenBrokerEndsAHungPublish(_ servers: LocalServers, _ endpoint: AMQPEndpoint) async throws {
        var options = ConnectionOptions()
        // Heartbeats would notice first; this leaves the failure to the watchdog.
        options.heartbeat = .seconds(60)
        options.callTimeout = .seconds(1)
        options.confirmTimeout = .seconds(3_600)
        let connection = try await AMQPConnection.open(endpoint, options: options)
        try await servers.freeze(.broker)
        let large = [UInt8](repeating: 7, count: 1 << 20)
        let outcomes = try await connection.publish((0..<32).map { OutgoingMessage(to: "faults", id: "\($0)", large) })
        await servers.thaw(.broker)
        guard case .unknown(let error) = outcomes[0] else {
            Issue.record("a frozen broker confirmed: \(outcomes[0])")
            return
        }
        #expect(error.kind == .timeout && error.operation == "amqp_basic_publish")
        #expect(!connection.isOpen)
    }

    private func alarmIsToldBeforeSending(_ servers: LocalServers, _ endpoint: AMQPEndpoint) async throws {
        var options = ConnectionOptions()
        options.confirmTimeout = .seconds(3)
        let connection = try await AMQPConnection.open(endpoint, options: options)
        try await servers.controlBroker("set_vm_memory_high_watermark", "0.0000001")
        // The broker signals the alarm only to publishers.
        let error = await #expect(throws: AMQPError.self) {
            while true { _ = try await connection.publish(OutgoingMessage(to: "faults")) }
        }
        #expect(error?.kind == .blocked && error?.isRetriable == true)
        #expect(connection.isBlocked)
        try await servers.controlBroker("set_vm_memory_high_watermark", "absolute", "512MB")
    }

    private func connectionComesBackAfterARestart(_ servers: LocalServers, _ endpoint: AMQPEndpoint) async throws {
        let connection = ReconnectingConnection(endpoint, logger: Logger(label: "test")) { connection in
            try await connection.declare(quorumQueue: "faults")
        }
        // Use a queue as old as the node: RabbitMQ 3.10 may leave a queue declared just before the cut without a
        // leader.
        let queue = "faults"
        _ = try await connection.withConnection { try await $0.purge(queue: queue) }
        #expect(try await connection.withConnection { try await $0.publish(OutgoingMessage(to: queue)) } == .confirmed)
        let delivery = try #require(try await connection.withConnection { try await $0.get(queue) })
        try await servers.end(.broker, by: SIGKILL)
        await #expect(throws: AMQPError.self) {
            try await connection.withConnection { connection in
                while true { _ = try await connection.messageCount(queue: queue) }
            }
        }
        async let again = firstDelivery(connection, of: queue)
        try await servers.start()
        let second = try await again
        #expect(second.generation != delivery.generation)
        #expect(second.properties.messageID == delivery.properties.messageID)
        #expect(try await connection.acknowledge(delivery) == .stale)
        #expect(try await connection.acknowledge(second) == .sent)
        let statistics = connection.statistics
        #expect(statistics.connected == 2 && statistics.failed >= 1 && statistics.isOpen && !statistics.isBlocked)
        await connection.close()
        #expect(!statistics.isOpen)
    }

    /// Retries until the queue has a leader again, as a worker does.
    private func firstDelivery(_ connection: ReconnectingConnection, of queue: String) async throws -> Delivery {
        while true {
            do {
                if let delivery = try await connection.withConnection({ try await $0.get(queue) }) { return delivery }
            } catch let error as AMQPError where error.isRetriable {
                continue
            }
        }
    }
}
