package import AMQP
package import Logging
package import Planning

/// Takes tickets one by one, the most urgent first.
///
/// Nothing is taken in advance, so an urgent ticket never waits behind others that a node already holds, and a node
/// drains by not asking again.
package struct TicketSource: Sendable {
    private let connection: ReconnectingConnection
    private let topology: Topology
    private let logger: Logger

    package init(_ connection: ReconnectingConnection, topology: Topology, logger: Logger) {
        self.connection = connection
        self.topology = topology
        self.logger = logger
    }

    /// The next ticket, or nil if there is none. `urgencies` gives the order of asking.
    ///
    /// What is no ticket of ours goes to quarantine on the way.
    package func next(from urgencies: [Urgency] = Urgency.allCases) async throws -> TicketDelivery? {
        for urgency in urgencies {
            let queue = topology.workQueue(urgency)
            while let delivery = try await connection.withConnection({ try await $0.get(queue) }) {
                do throws(TicketError) {
                    return TicketDelivery(
                        ticket: try Ticket(decoding: delivery.body, version: topology.version), delivery: delivery)
                } catch {
                    logger.error(
                        "quarantined a message that is no ticket",
                        metadata: [
                            "queue": "\(queue)", "message.id": "\(delivery.properties.messageID ?? "-")",
                            "error": "\(error)",
                        ])
                    _ = try await connection.reject(delivery, .deadLetter)
                }
            }
        }
        return nil
    }

    /// To be called once the claim is committed. `stale` is harmless: the ticket comes again and its claim fails.
    @discardableResult
    package func acknowledge(_ delivery: TicketDelivery) async throws -> Settlement {
        try await connection.acknowledge(delivery.delivery)
    }

    /// Gives a ticket back that could not be looked at, for instance because the database was away.
    @discardableResult
    package func giveBack(_ delivery: TicketDelivery) async throws -> Settlement {
        try await connection.reject(delivery.delivery, .requeue)
    }
}
