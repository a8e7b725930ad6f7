import AMQP
import Logging
import WorkQueue

extension Servers {
    /// Runs `body` with a broker connection that reconnects whenever it is lost, with the topology declared.
    ///
    /// Connects once before `body` runs, so that a wrong address or password is reported immediately.
    /// - Parameter role: Name of the connection in the broker's connection list.
    func withBroker<Result: Sendable>(
        role: String, _ body: (ReconnectingConnection) async throws -> Result
    ) async throws -> Result {
        guard let amqpURL else {
            throw OperationError(
                "no RabbitMQ is given: set RELECTURE_AMQP_URL or --amqp-url; `relecture local start` makes one and "
                    + "prints the variable")
        }
        var options = ConnectionOptions()
        options.name = "relecture-\(role)"
        let endpoint = try AMQPEndpoint(amqpURL)
        let probe = try await AMQPConnection.open(endpoint, options: options)
        await probe.close()
        let connection = ReconnectingConnection(
            endpoint, options: options, patience: .seconds(5), logger: logger("relecture.amqp")
        ) { try await Topology().declare(on: $0) }
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }
}
