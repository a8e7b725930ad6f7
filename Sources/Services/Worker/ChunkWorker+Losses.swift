import Logging
import Telemetry
import WorkLedger

/// Chunks that other processes lost and that this one found before the coordinator did.
extension ChunkWorker {
    /// - Parameter lost: what an earlier process of this name held when it ended.
    func note(_ lost: [LostChunk]) {
        metrics.count(.restart, chunks: lost.count)
        for chunk in lost {
            logger.warning(
                "an earlier process of this worker ended without having finished a chunk",
                metadata: .facts([
                    .worker: "\(identity.name)", .review: "\(chunk.review)", .chunk: "\(chunk.chunk)",
                    .epoch: "\(chunk.epoch)", .outcome: "\(chunk.outcome)",
                ]))
        }
    }

    func noteTakeover(_ claim: ChunkClaim) {
        metrics.count(.takeover)
        logger.warning(
            "took a chunk over whose lease had run out",
            metadata: .facts([
                .worker: "\(identity.name)", .review: "\(claim.review)", .chunk: "\(claim.chunk)",
                .epoch: "\(claim.epoch)",
            ]))
    }
}
