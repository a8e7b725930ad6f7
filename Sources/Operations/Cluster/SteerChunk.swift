package import Access
package import Journal
package import Planning
import WorkLedger

/// Requeues a chunk with all its attempts, or skips it.
package struct SteerChunk: Operation {
    package enum Change: Sendable {
        /// Gives a quarantined or skipped chunk all its attempts again.
        case requeue
        /// Marks the chunk's time as `skipped` in the coverage.
        case skip
    }

    package let id: ChunkID
    package let change: Change

    package init(_ change: Change, of id: ChunkID) {
        self.change = change
        self.id = id
    }

    package var act: Act {
        switch change {
        case .requeue: .chunkRequeue
        case .skip: .chunkSkip
        }
    }
    package var subject: JournalSubject { .chunk(id) }

    package func run(under permit: Permit) async throws {
        switch change {
        case .requeue: try await permit.database.requeue(chunk: id)
        case .skip: try await permit.database.skip(chunk: id)
        }
    }
}
