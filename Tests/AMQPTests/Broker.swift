import AMQP
import TestSupport
import Testing

/// The endpoint of the broker shared by all tests.
// Inlined into test closures, this crashes the Swift 6.3.1 optimizer.
@inline(never)
func sharedBroker() async throws -> AMQPEndpoint {
    try AMQPEndpoint(try await TestServers.brokerURL())
}

/// Runs `body` with a new quorum queue on the shared broker and an open connection, then removes both.
func withTestQueue(_ body: (AMQPConnection, String) async throws -> Void) async throws {
    let endpoint = try await sharedBroker()
    let connection = try await AMQPConnection.open(endpoint)
    let queue = "test.\(UInt64.random(in: 0...UInt64.max))"
    try await connection.declare(quorumQueue: queue)
    try await body(connection, queue)
    let cleaner = try await AMQPConnection.open(endpoint)
    try await cleaner.delete(queue: queue)
    await cleaner.close()
    await connection.close()
}

extension OutgoingMessage {
    /// Creates a message addressed directly to a queue.
    init(to queue: String, id: String = "m", _ body: [UInt8] = [1, 2, 3]) {
        self.init(exchange: "", routingKey: queue, messageID: id, body: body)
    }
}

extension Trait where Self == ConditionTrait {
    static var needsBroker: Self {
        .enabled(if: TestServers.areInstalled, "PostgreSQL or RabbitMQ is not installed: run deploy/prepare")
    }
}
