import Logging
import Planning
import Schema
import Telemetry
import WorkLedger
import WorkQueue

/// Sends tickets for the chunks that are due, in a version that living workers speak.
struct TicketDispatcher: Sendable {
    let database: Database
    let publisher: TicketPublisher
    let configuration: CoordinatorConfiguration
    let metrics: CoordinatorMetrics
    let logger: Logger

    /// How many tickets the broker took, and how many it did not.
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
        // Without any worker the first one to come is most likely of the newest version.
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

    /// Those whose tickets are in the queue still: the broker holds nearly as many of their urgency as were sent, and
    /// what it lacks is sent again, first what was sent least often.
    ///
    /// Sent again whenever a long queue made them wait, tickets would fill it without end.
    private func stillQueued(_ overdue: [DueChunk], in versions: [Int]) async throws -> Set<ChunkID> {
        var waiting: Set<ChunkID> = []
        for (urgency, chunks) in Dictionary(grouping: overdue, by: \.urgency) {
            var depth = 0
            for version in versions {
                // A queue that is missing holds none.
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
                "the broker did not take a ticket",
                metadata: .facts([
                    .review: "\(refused.ticket.review)", .chunk: "\(refused.ticket.chunk)",
                    .outcome: "\(refused.outcome)",
                ]))
        }
        return taken.count
    }

    /// Deals chunks out to versions by the slots that speak them, keeping their order within each.
    static func share(_ due: [DueChunk], among versions: [Int], slots: [Int: Int]) -> [(Int, [DueChunk])] {
        var parts = versions.map { (version: $0, slots: max(1, slots[$0] ?? 1), chunks: [DueChunk]()) }
        for chunk in due {
            let next = parts.indices.min { a, b in
                // The one whose share would be smaller after it got this chunk too.
                (parts[a].chunks.count + 1) * parts[b].slots < (parts[b].chunks.count + 1) * parts[a].slots
            }
            if let next { parts[next].chunks.append(chunk) }
        }
        return parts.filter { !$0.chunks.isEmpty }.map { ($0.version, $0.chunks) }
    }
}
