import AMQP
import TestSupport
import Testing

/// Where the broker is that all tests share.
// Inlined into closures of tests it crashes the optimizer of Swift 6.3.1.
@inline(never)
func sharedBroker() async throws -> AMQPEndpoint {
    try AMQPEndpoint(try await TestServers.brokerURL())
}

/// Runs `body` with a fresh quorum queue of the shared broker and an open connection, and removes both.
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
    /// A message straight to a queue.
    init(to queue: String, id: String = "m", _ body: [UInt8] = [1, 2, 3]) {
        self.init(exchange: "", routingKey: queue, messageID: id, body: body)
    }
}

extension Trait where Self == ConditionTrait {
    static var needsBroker: Self {
        .enabled(if: TestServers.areInstalled, "PostgreSQL or RabbitMQ is not installed: run deploy/prepare")
    }
}
