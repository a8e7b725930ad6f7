package import Access
package import Journal
package import Planning
import WorkLedger

/// Gives a chunk its attempts again, or gives it up.
package struct SteerChunk: Operation {
    package enum Change: Sendable {
        /// One that is quarantined or skipped has all its attempts again.
        case requeue
        /// Its time becomes `skipped` in the coverage.
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
