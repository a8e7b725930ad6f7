package import Access
import Catalogue
package import Decoding
import Foundation
package import Journal
package import Planning
import Requisitions
import Schema
package import WorkLedger

/// Reviews chunks a second time on this machine, and stores each comparison with the first result as soon as it is
/// known.
package struct ReplayChunks: Operation {
    package enum Choice: Sendable {
        /// All chunks that have results.
        case all
        case chunks([ChunkID])
        /// A sample chosen by digest; nil for the share that the review was started with.
        case share(Share?)
    }

    /// Neither the review nor the call states a share to be reviewed twice.
    package struct NoShare: Error, CustomStringConvertible {
        package let description = "the review was started with no share to be reviewed twice: name the chunks"
    }

    /// The outcome for one chunk.
    package struct Replayed: Sendable {
        package let chunk: ReplayableChunk
        package let result: Result<Replay, ReviewFailure>

        package var isEqual: Bool { (try? result.get().isEqual) ?? false }
    }

    package let review: ReviewID
    package let choice: Choice
    package let roots: FootageRoots
    /// Sandbox and limits of the processes that decode.
    package let walls: ReviewGuard
    /// Receives the review before anything is decoded.
    package let onReview: @Sendable (ReviewSummary) -> Void
    /// Receives the number of chunks done and the total.
    package let progress: @Sendable (Int, Int) -> Void

    package init(
        _ choice: Choice, of review: ReviewID, roots: FootageRoots, walls: ReviewGuard,
        onReview: @escaping @Sendable (ReviewSummary) -> Void,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) {
        self.choice = choice
        self.review = review
        self.roots = roots
        self.walls = walls
        self.onReview = onReview
        self.progress = progress
    }

    package var act: Act { .reviewReplay }
    package var subject: JournalSubject { .review(review.rawValue) }

    /// - Returns: Outcomes in chunk order.
    package func run(under permit: Permit) async throws -> [Replayed] {
        let database = permit.database
        let review = try await database.review(review)
        try await database.requisition(review.requisition).requireOpen()
        onReview(review)
        let chunks = try choose(try await database.replayableChunks(of: review.id), of: review)
        let replaying = Replaying(
            database: database, replayer: ChunkReplayer(database: database, roots: roots, walls: walls),
            person: permit.actor)
        return try await replaying.run(chunks) { progress($0, chunks.count) }
    }

    private func choose(_ chunks: [ReplayableChunk], of review: ReviewSummary) throws -> [ReplayableChunk] {
        guard !chunks.isEmpty else { throw OperationError("review \(self.review) has no chunk with a result yet") }
        switch choice {
        case .all: return chunks
        case .chunks(let numbers):
            for number in numbers where !chunks.contains(where: { $0.claim.chunk == number }) {
                throw OperationError(
                    "chunk \(number) has no result in review \(self.review): list its chunks to see which have one")
            }
            return chunks.filter { numbers.contains($0.claim.chunk) }
        case .share(let share):
            let share = share?.tenThousandths ?? review.doubleShare
            guard share > 0 else { throw NoShare() }
            let chosen = ReplaySample.choose(chunks.map(\.claim.chunk), share: share)
            return chunks.filter { chosen.contains($0.claim.chunk) }
        }
    }
}

/// Replays as many chunks in parallel as there are cores.
private struct Replaying: Sendable {
    let database: Database
    let replayer: ChunkReplayer
    let person: String

    func run(
        _ chunks: [ReplayableChunk], progress: (Int) -> Void
    ) async throws -> [ReplayChunks.Replayed] {
        let width = min(ProcessInfo.processInfo.activeProcessorCount, chunks.count)
        let outcomes = try await withThrowingTaskGroup(of: (Int, ReplayChunks.Replayed).self) { group in
            for place in 0..<width { group.addTask { (place, try await replay(chunks[place])) } }
            var next = width
            var outcomes: [Int: ReplayChunks.Replayed] = [:]
            while let (place, outcome) = try await group.next() {
                outcomes[place] = outcome
                progress(outcomes.count)
                guard next < chunks.count else { continue }
                let place = next
                next += 1
                group.addTask { (place, try await replay(chunks[place])) }
            }
            return outcomes
        }
        return chunks.indices.compactMap { outcomes[$0] }
    }

    private func replay(_ chunk: ReplayableChunk) async throws -> ReplayChunks.Replayed {
        do {
            let replay = try await replayer.compare(
                chunk.claim, person: person, host: ProcessInfo.processInfo.hostName, build: BuildIdentity.current.line)
            try await database.add(replay, of: chunk.claim)
            return ReplayChunks.Replayed(chunk: chunk, result: .success(replay))
        } catch let failure as ReviewFailure {
            return ReplayChunks.Replayed(chunk: chunk, result: .failure(failure))
        }
    }
}
