package import Access
package import Journal
package import Planning
package import WorkLedger

/// Lists chunks of the cases that the caller may see.
package struct ListChunks: Operation {
    package struct Outcome: Sendable {
        package let chunks: [ChunkStatus]
        /// Attempts at quarantined chunks, by chunk; empty unless requested.
        package let evidence: [ChunkID: [AttemptRecord]]
        /// Whether more chunks matched than the limit allows.
        package let isCut: Bool
    }

    /// Restricts the list to one review; nil for all.
    package let review: ReviewID?
    /// Restricts the list to one state; nil for any.
    package let state: ChunkState?
    package let limit: Int?
    /// Whether to read the attempts at quarantined chunks too.
    package let withEvidence: Bool

    package init(of review: ReviewID?, state: ChunkState?, limit: Int?, withEvidence: Bool) {
        self.review = review
        self.state = state
        self.limit = limit
        self.withEvidence = withEvidence
    }

    package var act: Act { .chunkList }
    package var subject: JournalSubject { review.map { .review($0.rawValue) } ?? .everything }

    package func run(under permit: Permit) async throws -> Outcome {
        // Ask for one more than the limit, to know whether there are more.
        let asked = min(limit ?? .max, .max - 1) + 1
        var chunks = try await permit.database.chunks(
            of: review, state: state, seenBy: permit.namedAccount, limit: asked)
        let isCut = chunks.count == asked
        if isCut { chunks.removeLast() }
        guard withEvidence else { return Outcome(chunks: chunks, evidence: [:], isCut: isCut) }
        let quarantined = chunks.filter { $0.state == .quarantined }.map(\.id)
        let attempts = try await permit.database.attempts(of: quarantined)
        return Outcome(chunks: chunks, evidence: Dictionary(grouping: attempts, by: \.chunk), isCut: isCut)
    }
}

/// Reads one chunk, its footage and the outcome of every attempt at it.
package struct ShowChunk: Operation {
    package struct Outcome: Sendable {
        package let chunk: ChunkDetails
        /// Attempts by epoch.
        package let attempts: [Int: AttemptRecord]
    }

    package let id: ChunkID

    package init(id: ChunkID) { self.id = id }

    package var act: Act { .chunkShow }
    package var subject: JournalSubject { .chunk(id) }

    package func run(under permit: Permit) async throws -> Outcome {
        let chunk = try await permit.database.chunk(id)
        let attempts = try await permit.database.attempts(of: [id])
        return Outcome(chunk: chunk, attempts: Dictionary(uniqueKeysWithValues: attempts.map { ($0.epoch, $0) }))
    }
}
