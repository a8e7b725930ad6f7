import Analysis
import Catalogue
import Chronology
package import Decoding
import Formats
import Requisitions
package import Schema
import Timelines
package import WorkLedger

/// Reviews chunks a second time exactly as a worker does: from the footage alone, in a child process with the same
/// sandbox.
package struct ChunkReplayer: Sendable {
    private let database: Database
    private let builder: AssignmentBuilder
    private let reviewer: ChildReviewer

    package init(database: Database, roots: FootageRoots, walls: ReviewGuard) {
        self.init(
            database: database, builder: AssignmentBuilder(database: database, locator: FootageLocator(roots: roots)),
            reviewer: ChildReviewer(walls: walls))
    }

    package init(database: Database, builder: AssignmentBuilder, reviewer: ChildReviewer) {
        self.database = database
        self.builder = builder
        self.reviewer = reviewer
    }

    /// Compares the stored result of a chunk with a fresh one; stores nothing.
    ///
    /// - Parameters:
    ///   - claim: A claim with the epoch of the stored result.
    ///   - person: Who requested the replay; empty if `worker` does it on its own.
    /// - Throws: `ReviewFailure`, `RequisitionError` if the requisition is no longer in force, or `CancellationError`.
    package func compare(
        _ claim: ChunkClaim, person: String = "", worker: String = "", host: String, build: String
    ) async throws -> Replay {
        guard let stored = try await database.result(of: claim) else {
            throw ReviewFailure(.transient, "changed", "the chunk is being reviewed again: replay it later")
        }
        let found = try await replay(claim)
        return Replay(
            chunk: claim.chunk, epoch: claim.epoch, person: person, worker: worker, host: host, build: build,
            storedDigest: Digests.sha256(stored.text), replayedDigest: Digests.sha256(found.text),
            difference: stored.difference(to: found) ?? "")
    }

    private func replay(_ claim: ChunkClaim) async throws -> ChunkResult {
        do {
            let prepared = try await builder.assignment(for: claim)
            let found = try await reviewer.review(prepared.assignment, files: prepared.files) { _ in }
            return ChunkResult(
                tracklets: found.encodedTracklets.map(\.bytes),
                coverage: found.coverage.sorted { $0.span.start < $1.span.start }, framesAnalysed: found.framesAnalysed)
        } catch  where error.leavesTheWorkAsItWas {
            throw error
        } catch {
            throw ReviewFailure(error)
        }
    }
}

extension Error {
    /// Whether the work was stopped from outside, or its requisition is out of force and may come back into force.
    /// Nothing is wrong with the footage then, and the attempt does not count.
    package var leavesTheWorkAsItWas: Bool {
        switch self as any Error {
        case is CancellationError, RequisitionError.notOpen, RequisitionError.expired: true
        default: false
        }
    }
}
