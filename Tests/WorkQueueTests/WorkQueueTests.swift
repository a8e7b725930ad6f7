import AMQP
import Logging
import Planning
import TestSupport
import Testing

@testable import WorkQueue

/// Runs `body` with a private topology on the shared broker, under its policies, and a connection that declares it.
func withTopology(_ body: (Topology, ReconnectingConnection, AMQPEndpoint) async throws -> Void) async throws {
    let endpoint = try AMQPEndpoint(try await TestServers.brokerURL())
    let topology = TestTopologies.take()
    let connection = ReconnectingConnection(endpoint, logger: Logger(label: "test")) { connection in
        try await topology.declare(on: connection)
    }
    // The connection declares the topology on first use.
    try await connection.withConnection { _ in }
    try await body(topology, connection, endpoint)
    try await connection.withConnection { try await topology.delete(on: $0) }
    await connection.close()
}

extension Trait where Self == ConditionTrait {
    static var needsBroker: Self {
        .enabled(if: TestServers.areInstalled, "PostgreSQL or RabbitMQ is not installed: run deploy/prepare")
    }
}

@Suite(.needsBroker, .timeLimit(.minutes(10)))
struct WorkQueueTests {
    private let logger = Logger(label: "test")

    private func ticket(_ chunk: ChunkID, _ urgency: Urgency) -> Ticket {
        Ticket(review: "r", chunk: chunk, urgency: urgency, sequence: 1)
    }

    @Test func ticketsComeInOrderOfUrgency() async throws {
        try await withTopology { topology, connection, _ in
            let publisher = TicketPublisher(connection, topology: topology)
            let tickets = [
                ticket(1, .bulk), ticket(2, .normal), ticket(3, .bulk), ticket(4, .urgent), ticket(5, .normal),
            ]
            let results = try await publisher.publish(tickets)
            #expect(results.map(\.ticket) == tickets && results.allSatisfy(\.isConfirmed))
            let source = TicketSource(connection, topology: topology, logger: logger)
            var chunks: [ChunkID] = []
            while let delivery = try await source.next() {
                chunks.append(delivery.ticket.chunk)
                #expect(try await source.acknowledge(delivery) == .sent)
            }
            #expect(chunks == [4, 2, 5, 1, 3])
        }
    }

    @Test func onlyTheUrgenciesAskedForAreTaken() async throws {
        try await withTopology { topology, connection, _ in
            _ = try await TicketPublisher(connection, topology: topology).publish([ticket(1, .bulk)])
            let source = TicketSource(connection, topology: topology, logger: logger)
            #expect(try await source.next(from: [.urgent, .normal])?.ticket == nil)
            #expect(try await source.next(from: [.bulk])?.ticket.chunk == 1)
        }
    }

    @Test func ticketGivenBackComesAgain() async throws {
        try await withTopology { topology, connection, _ in
            _ = try await TicketPublisher(connection, topology: topology).publish([ticket(1, .normal)])
            let source = TicketSource(connection, topology: topology, logger: logger)
            let first = try #require(try await source.next())
            #expect(try await source.giveBack(first) == .sent)
            var second: TicketDelivery?
            while second == nil { second = try await source.next() }
            #expect(second?.ticket == first.ticket && second?.isRedelivered == true)
        }
    }

    @Test func ticketWithoutItsQueueIsNotConfirmed() async throws {
        try await withTopology { topology, connection, _ in
            let publisher = TicketPublisher(connection, topology: topology)
            try await connection.withConnection { _ = try await $0.delete(queue: topology.workQueue(.bulk)) }
            let results = try await publisher.publish([ticket(1, .normal), ticket(2, .bulk)])
            #expect(results.map(\.isConfirmed) == [true, false])
            #expect(results[1].outcome == .returned(reason: "NO_ROUTE (312)"))
            try await connection.withConnection { try await topology.declare(on: $0) }
        }
    }

    @Test func garbageGoesToQuarantineAndDoesNotHoldUpTickets() async throws {
        try await withTopology { topology, connection, _ in
            let foreign = Array(#"{"version":9}"#.utf8)
            for body in [Array("garbage".utf8), foreign] {
                let message = OutgoingMessage(
                    exchange: topology.workExchange, routingKey: topology.routingKey(.normal), messageID: "x",
                    body: body)
                #expect(try await connection.withConnection { try await $0.publish(message) } == .confirmed)
            }
            _ = try await TicketPublisher(connection, topology: topology).publish([ticket(1, .normal)])
            let source = TicketSource(connection, topology: topology, logger: logger)
            #expect(try await source.next()?.ticket.chunk == 1)
            let quarantine = QuarantineSource(connection, topology: topology)
            var found: [QuarantinedMessage] = []
            while found.count < 2 {
                guard let message = try await quarantine.next() else { continue }
                found.append(message)
                #expect(try await quarantine.acknowledge(message) == .sent)
            }
            #expect(found.allSatisfy { $0.reason == "rejected" && $0.queue == topology.workQueue(.normal) })
            #expect(found.contains { $0.ticket == .failure(.foreignVersion(9)) })
        }
    }

    @Test func nodeWithoutPermissionToConfigureCanCheck() async throws {
        try await withTopology { topology, _, endpoint in
            let connection = try await AMQPConnection.open(endpoint)
            try await topology.check(on: connection)
            await #expect(throws: AMQPError.self) { try await Topology(prefix: "absent").check(on: connection) }
        }
    }

    @Test func hintsReachEveryNode() async throws {
        try await withTopology { topology, _, endpoint in
            let nodes = (0..<2).map { _ in ControlChannel(endpoint, topology: topology, logger: logger) }
            for node in nodes { try await node.open() }
            let hints = [Hint(.cancel, review: "r1"), Hint(.drain, node: "a"), Hint(.wake)]
            for hint in hints { try await nodes[0].broadcast(hint) }
            for node in nodes {
                var heard: [Hint] = []
                while heard.count < hints.count {
                    if let hint = try await node.nextHint() { heard.append(hint) }
                }
                #expect(heard == hints)
                await node.close()
            }
        }
    }
}
