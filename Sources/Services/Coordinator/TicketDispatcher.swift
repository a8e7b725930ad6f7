import Logging
import Planning
import Schema
import Telemetry
import WorkLedger
import WorkQueue

/// Sends tickets for due chunks in protocol versions that living workers support.
struct TicketDispatcher: Sendable {
    let database: Database
    let publisher: TicketPublisher
    let configuration: CoordinatorConfiguration
    let metrics: CoordinatorMetrics
    let logger: Logger

    /// How many tickets the broker accepted and refused.
    struct Outcome {
        var taken = 0
        var refused = 0
    }

    func dispatch(under leadership: Leadership) async throws -> Outcome {
        let slots = try await database.slotsByProtocol()
        let spoken = configuration.versions.filter { slots[$0] != nil }
        if spoken.isEmpty, !slots.isEmpty {
            logger.warning(
                "no worker takes tickets that this coordinator can send",
                metadata: ["versions": "\(configuration.versions)", "workers": "\(slots.keys.sorted())"])
            return Outcome()
        }
        // Without workers, assume that the first one to start has the newest version.
        let versions = spoken.isEmpty ? configuration.versions.suffix(1) : spoken
        let window = max(configuration.window, 2 * slots.values.reduce(0, +))
        var due = try await database.dueChunks(
            window: window, patience: configuration.ticketPatience, versions: versions)
        let waiting = try await stillQueued(due.filter(\.isOverdue), in: versions)
        if !waiting.isEmpty {
            try await database.waitLonger(for: Array(waiting), under: leadership)
            due.removeAll { waiting.contains($0.chunk) }
        }
        var outcome = Outcome()
        for (version, chunks) in TicketDispatcher.share(due, among: versions, slots: slots) {
            let taken = try await send(chunks, in: version, under: leadership)
            outcome.taken += taken
            outcome.refused += chunks.count - taken
        }
        return outcome
    }

    /// Returns the overdue chunks whose tickets are still queued. The broker's queue depth shows how many tickets of an
    /// urgency are missing; the chunks sent least often count as missing, and only their tickets are resent.
    ///
    /// Resending every ticket that waits in a long queue would make the queue grow without end.
    private func stillQueued(_ overdue: [DueChunk], in versions: [Int]) async throws -> Set<ChunkID> {
        var waiting: Set<ChunkID> = []
        for (urgency, chunks) in Dictionary(grouping: overdue, by: \.urgency) {
            var depth = 0
            for version in versions {
                // A missing queue counts as empty.
                depth += (try? await publisher.speaking(version).depth(urgency)) ?? 0
            }
            let missing = try await database.outstandingTickets(urgency: urgency, versions: versions) - depth
            let ranked = chunks.sorted { ($0.dispatch, $0.chunk) < ($1.dispatch, $1.chunk) }
            waiting.formUnion(ranked.dropFirst(max(0, missing)).map(\.chunk))
        }
        return waiting
    }

    private func send(_ due: [DueChunk], in version: Int, under leadership: Leadership) async throws -> Int {
        let tickets = due.map { chunk in
            Ticket(
                review: chunk.review.rawValue, chunk: chunk.chunk, urgency: chunk.urgency,
                sequence: Int64(chunk.dispatch))
        }
        let results = try await publisher.speaking(version).publish(tickets)
        for result in results { metrics.count(result.outcome) }
        let taken = zip(due, results).filter { $1.isConfirmed }.map { $0.0 }
        try await database.recordDispatch(of: taken, version: version, under: leadership)
        if let refused = results.first(where: { !$0.isConfirmed }) {
            logger.warning(
                "the broker did not accept a ticket",
                metadata: .facts([
                    .review: "\(refused.ticket.review)", .chunk: "\(refused.ticket.chunk)",
                    .outcome: "\(refused.outcome)",
                ]))
        }
        return taken.count
    }

    /// Distributes chunks over versions in proportion to the slots supporting each, keeping their order within a
    /// version.
    static func share(_ due: [DueChunk], among versions: [Int], slots: [Int: Int]) -> [(Int, [DueChunk])] {
        var parts = versions.map { (version: $0, slots: max(1, slots[$0] ?? 1), chunks: [DueChunk]()) }
        for chunk in due {
            let next = parts.indices.min { a, b in
                // Choose the version with the smallest share after it takes this chunk.
                (parts[a].chunks.count + 1) * parts[b].slots < (parts[b].chunks.count + 1) * parts[a].slots
            }
            if let next { parts[next].chunks.append(chunk) }
        }
        return parts.filter { !$0.chunks.isEmpty }.map { ($0.version, $0.chunks) }
    }
}
