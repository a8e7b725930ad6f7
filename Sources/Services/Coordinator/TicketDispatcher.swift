import Logging
import Storage
import Telemetry
import WorkQueue

/// Sends tickets for the chunks that are due, in a version that living workers speak.
struct TicketDispatcher: Sendable {
    let database: Database
    let publisher: TicketPublisher
    let configuration: CoordinatorConfiguration
    let metrics: CoordinatorMetrics
    let logger: Logger

    /// Answers how many tickets the broker took.
    func dispatch(under leadership: Leadership) async throws -> Int {
        let slots = try await database.slotsByProtocol()
        let spoken = configuration.versions.filter { slots[$0] != nil }
        if spoken.isEmpty, !slots.isEmpty {
            logger.warning(
                "no worker takes tickets that this coordinator can send",
                metadata: ["versions": "\(configuration.versions)", "workers": "\(slots.keys.sorted())"])
            return 0
        }
        // Without any worker the first one to come is most likely of the newest version.
        let versions = spoken.isEmpty ? configuration.versions.suffix(1) : spoken
        let window = max(configuration.window, 2 * slots.values.reduce(0, +))
        let due = try await database.dueChunks(
            window: window, patience: configuration.ticketPatience, versions: versions)
        guard !due.isEmpty else { return 0 }
        var count = 0
        for (version, chunks) in TicketDispatcher.share(due, among: versions, slots: slots) {
            count += try await send(chunks, in: version, under: leadership)
        }
        return count
    }

    private func send(_ due: [DueChunk], in version: Int, under leadership: Leadership) async throws -> Int {
        let tickets = due.map { chunk in
            Ticket(
                review: chunk.review.rawValue, chunk: chunk.chunk, urgency: Urgency.allCases[chunk.urgency],
                sequence: Int64(chunk.dispatch))
        }
        let results = try await publisher.speaking(version).publish(tickets)
        for result in results { metrics.count(result.outcome) }
        let taken = results.filter(\.isConfirmed).map(\.ticket.chunk)
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
