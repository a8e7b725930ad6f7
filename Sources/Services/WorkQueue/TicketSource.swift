package import AMQP
package import Logging
package import Planning

/// Takes tickets one at a time, the most urgent first.
///
/// Nothing is prefetched, so an urgent ticket never waits behind others already held by a node, and a node drains by no
/// longer asking.
package struct TicketSource: Sendable {
    private let connection: ReconnectingConnection
    private let topology: Topology
    private let logger: Logger

    package init(_ connection: ReconnectingConnection, topology: Topology, logger: Logger) {
        self.connection = connection
        self.topology = topology
        self.logger = logger
    }

    /// Returns the next ticket, or nil if there is none; `urgencies` sets the order of the queues.
    ///
    /// Messages that are not our tickets go to quarantine along the way.
    package func next(from urgencies: [Urgency] = Urgency.allCases) async throws -> TicketDelivery? {
        for urgency in urgencies {
            let queue = topology.workQueue(urgency)
            while let delivery = try await connection.withConnection({ try await $0.get(queue) }) {
                do throws(TicketError) {
                    return TicketDelivery(
                        ticket: try Ticket(decoding: delivery.body, version: topology.version), delivery: delivery)
                } catch {
                    logger.error(
                        "quarantined a message that is not a ticket",
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

    /// Acknowledges a ticket. To be called once the claim is committed. `stale` is harmless: the ticket is redelivered
    /// and its claim fails.
    @discardableResult
    package func acknowledge(_ delivery: TicketDelivery) async throws -> Settlement {
        try await connection.acknowledge(delivery.delivery)
    }

    /// Returns a ticket that could not be handled to the queue, for example because the database was unavailable.
    @discardableResult
    package func giveBack(_ delivery: TicketDelivery) async throws -> Settlement {
        try await connection.reject(delivery.delivery, .requeue)
    }
}
