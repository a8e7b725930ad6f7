import Analysis
import Footage
package import Sandbox
package import Storage
package import Timelines

/// Reviews chunks once more, as a worker does: from the footage alone, in a child process behind the same walls.
package struct ChunkReplayer: Sendable {
    private let builder: AssignmentBuilder
    private let reviewer: ChildReviewer

    package init(database: Database, roots: FootageRoots, walls: ReviewGuard) {
        builder = AssignmentBuilder(database: database, locator: FootageLocator(roots: roots))
        reviewer = ChildReviewer(walls: walls)
    }

    /// What the chunk gives now; stores nothing.
    ///
    /// - Throws: `ReviewFailure`, or `CancellationError`.
    package func replay(_ claim: ChunkClaim) async throws -> ChunkResult {
        do {
            let prepared = try await builder.assignment(for: claim)
            let found = try await reviewer.review(prepared.assignment, files: prepared.files) { _ in }
            return ChunkResult(
                tracklets: found.tracklets.map { $0.encoded() },
                coverage: found.coverage.sorted { $0.span.start < $1.span.start }, framesAnalysed: found.framesAnalysed)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw ReviewFailure(error)
        }
    }
}
