import Logging
import Planning
import Telemetry
import WorkLedger
import WorkQueue

/// Reviews of other analysis versions.
extension ChunkWorker {
    /// Gives back the ticket of a chunk that could not be claimed if it is for workers of another analysis version, and
    /// says so once for each review.
    func noteOtherVersion(_ ticket: Ticket) async throws {
        let version = try await database.leave(
            chunk: ticket.chunk, to: ReviewID(rawValue: ticket.review), by: identity)
        guard let version, reviewsLeft.insert(ticket.review).inserted else { return }
        logger.warning(
            "review is of another analysis version: its chunks are left to workers of that version",
            metadata: .facts([
                .review: "\(ticket.review)", .reviewVersion: "\(version)",
                .workerVersion: "\(identity.analysisVersion)",
            ]))
    }
}
