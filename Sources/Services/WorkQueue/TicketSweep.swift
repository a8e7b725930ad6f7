package import AMQP
import Planning

/// Removes the tickets of given reviews from all queues.
///
/// Other tickets are republished at the end of their queue. Returning them would count as another delivery, and too
/// many deliveries end in quarantine. A duplicate ticket is harmless.
package struct TicketSweep: Sendable {
    /// The broker refused to take another review's ticket back; it is still in its queue.
    package struct Refused: Error, CustomStringConvertible {
        let queue: String

        package var description: String {
            "RabbitMQ takes nothing for the queue \(queue) at present (full, or an alarm): try again when it does"
        }
    }

    private let connection: ReconnectingConnection
    private let topology: Topology

    package init(_ connection: ReconnectingConnection, topology: Topology = Topology()) {
        self.connection = connection
        self.topology = topology
    }

    /// Sweeps all queues and returns the number of matching tickets.
    ///
    /// - Parameter isDropping: false only counts the tickets and leaves them in place.
    package func sweep(of reviews: Set<String>, isDropping: Bool = true) async throws -> Int {
        guard !reviews.isEmpty else { return 0 }
        var found = 0
        for version in 1...Ticket.protocolVersion {
            let topology = topology.speaking(version)
            for urgency in Urgency.allCases {
                found += try await sweep(topology, urgency, reviews, isDropping)
            }
        }
        return found + (try await sweepQuarantine(reviews, isDropping))
    }

    private func sweep(
        _ topology: Topology, _ urgency: Urgency, _ reviews: Set<String>, _ isDropping: Bool
    ) async throws -> Int {
        let queue = topology.workQueue(urgency)
        let depth = try await connection.withConnection { Int(try await $0.messageCount(queue: queue)) }
        var (found, seen) = (0, 0)
        // Meeting a republished ticket again ends the sweep, but only after all initial messages were seen: a ticket
        // may have been sent twice.
        var putBack: Set<String> = []
        while let delivery = try await connection.withConnection({ try await $0.get(queue) }) {
            seen += 1
            let id = delivery.properties.messageID ?? ""
            let isKnown = putBack.contains(id)
            let isOwn = TicketSweep.isTicket(delivery, of: reviews, version: topology.version)
            if isOwn, !isKnown { found += 1 }
            if isOwn, isDropping {
                _ = try await connection.acknowledge(delivery)
                continue
            }
            // A message without an id is not one of our tickets and would circulate forever.
            guard !id.isEmpty else {
                _ = try await connection.reject(delivery, .deadLetter)
                continue
            }
            let message = OutgoingMessage(
                exchange: topology.workExchange, routingKey: topology.routingKey(urgency), messageID: id,
                body: delivery.body)
            let outcome = try await connection.withConnection { try await $0.publish(message) }
            guard outcome == .confirmed else {
                _ = try await connection.reject(delivery, .requeue)
                throw Refused(queue: queue)
            }
            _ = try await connection.acknowledge(delivery)
            if isKnown, seen >= depth { break }
            putBack.insert(id)
        }
        return found
    }

    /// Holds other messages until the end and then returns them unchanged, because their headers say why they are
    /// there.
    private func sweepQuarantine(_ reviews: Set<String>, _ isDropping: Bool) async throws -> Int {
        let queue = topology.quarantineQueue
        var (found, held): (Int, [Delivery]) = (0, [])
        while let delivery = try await connection.withConnection({ try await $0.get(queue) }) {
            let versions = 1...Ticket.protocolVersion
            let isOwn = versions.contains { TicketSweep.isTicket(delivery, of: reviews, version: $0) }
            if isOwn { found += 1 }
            if isOwn, isDropping { _ = try await connection.acknowledge(delivery) } else { held.append(delivery) }
        }
        for delivery in held { _ = try await connection.reject(delivery, .requeue) }
        return found
    }

    private static func isTicket(_ delivery: Delivery, of reviews: Set<String>, version: Int) -> Bool {
        (try? Ticket(decoding: delivery.body, version: version)).map { reviews.contains($0.review) } ?? false
    }
}
