import Logging
import Telemetry
import WorkLedger

/// Reports chunks lost by other processes that this one discovered before the coordinator did.
extension ChunkWorker {
    /// - Parameter lost: chunks held by an earlier process of this name when it ended.
    func note(_ lost: [LostChunk]) {
        metrics.count(.restart, chunks: lost.count)
        for chunk in lost {
            logger.warning(
                "an earlier process of this worker ended without finishing a chunk",
                metadata: .facts([
                    .worker: "\(identity.name)", .review: "\(chunk.review)", .chunk: "\(chunk.chunk)",
                    .epoch: "\(chunk.epoch)", .outcome: "\(chunk.outcome)",
                ]))
        }
    }

    func noteTakeover(_ claim: ChunkClaim) {
        metrics.count(.takeover)
        logger.warning(
            "took over a chunk whose lease had expired",
            metadata: .facts([
                .worker: "\(identity.name)", .review: "\(claim.review)", .chunk: "\(claim.chunk)",
                .epoch: "\(claim.epoch)",
            ]))
    }
}
