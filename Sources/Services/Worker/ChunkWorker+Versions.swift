import Logging
import Planning
import Telemetry
import WorkLedger
import WorkQueue

/// Handles reviews of other analysis versions.
extension ChunkWorker {
    /// Returns a chunk's ticket if the claim failed because the chunk is for workers of another analysis version. Logs
    /// this once per review.
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
