import Logging
import Schema
import WorkLedger
import WorkQueue

/// Empties the broker's quarantine queue. Tickets are reported to the database; anything else is logged and dropped.
struct QuarantineKeeper: Sendable {
    /// Maximum messages per pass; the rest waits for the next one.
    private static let batch = 100

    let database: Database
    let source: QuarantineSource
    let maximumAttempts: Int
    let logger: Logger

    func look(under leadership: Leadership) async throws {
        for _ in 0..<QuarantineKeeper.batch {
            guard let message = try await source.next() else { return }
            do {
                try await handle(message, under: leadership)
            } catch {
                _ = try? await source.giveBack(message)
                throw error
            }
            try await source.acknowledge(message)
        }
    }

    private func handle(_ message: QuarantinedMessage, under leadership: Leadership) async throws {
        switch message.ticket {
        case .success(let ticket):
            let mattered = try await database.ticketWasPutAside(
                chunk: ticket.chunk, sequence: Int(ticket.sequence), reason: message.reason,
                maximumAttempts: maximumAttempts, under: leadership)
            if mattered {
                logger.error(
                    "the broker quarantined a ticket; its chunk lost an attempt",
                    metadata: ["chunk.id": "\(ticket.chunk)", "reason": "\(message.reason)"])
            }
        case .failure(let error):
            logger.error(
                "dropped a message that is not a ticket",
                metadata: ["queue": "\(message.queue)", "reason": "\(message.reason)", "error": "\(error)"])
        }
    }
}
