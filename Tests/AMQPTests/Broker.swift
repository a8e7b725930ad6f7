import AMQP
import TestSupport
import Testing

/// Runs `body` with a fresh quorum queue of the shared broker and an open connection, and removes both.
func withTestQueue(_ body: (AMQPConnection, String) async throws -> Void) async throws {
    let broker = try await PrivateBroker.shared()
    let connection = try await AMQPConnection.open(try AMQPEndpoint(broker.url()))
    let queue = "test.\(UInt64.random(in: 0...UInt64.max))"
    try await connection.declare(quorumQueue: queue)
    try await body(connection, queue)
    let cleaner = try await AMQPConnection.open(try AMQPEndpoint(broker.url()))
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
        .enabled(if: PrivateBroker.isInstalled, "rabbitmq-server is not installed (apt-get install rabbitmq-server)")
    }
}
