import Planning
import Postgres
import TestSupport

extension TestStore {
    /// Returns the numbers of tracklets and coverage spans stored for a chunk.
    func stored(_ chunk: ChunkID) async throws -> [Int] {
        var counts: [Int] = []
        for table in ["tracklet", "chunk_coverage"] {
            counts.append(try await value("SELECT count(*) FROM relecture.\(table) WHERE chunk_id = $1", [chunk]) ?? -1)
        }
        return counts
    }

    /// Returns the outcomes of finished attempts, in order.
    func outcomes(of chunk: ChunkID) async throws -> [String] {
        try await rows(
            "SELECT outcome FROM relecture.attempt WHERE chunk_id = $1 AND outcome IS NOT NULL ORDER BY epoch", [chunk]
        ).map { try $0.decode("outcome") }
    }
}
