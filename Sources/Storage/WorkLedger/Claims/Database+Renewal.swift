package import Planning
import Postgres
import Schema

extension Database {
    /// Extends leases and reports progress (microseconds of footage). Returns the chunks that are still held.
    package func renew(
        _ progress: [ChunkID: (epoch: Int, done: Int64)], by worker: WorkerIdentity, lease: Duration
    ) async throws -> Set<ChunkID> {
        guard !progress.isEmpty else { return [] }
        do {
            return try await renewTogether(progress, by: worker, lease: lease)
        } catch let error as PostgresError where error.sqlState == "55P03" && progress.count > 1 {
            // A chunk locked by a long change must not delay the renewal of the others.
            var kept: Set<ChunkID> = []
            for (chunk, state) in progress {
                do {
                    kept.formUnion(try await renewTogether([chunk: state], by: worker, lease: lease))
                } catch let error as PostgresError where error.sqlState == "55P03" {
                    kept.insert(chunk)
                }
            }
            return kept
        }
    }

    private func renewTogether(
        _ progress: [ChunkID: (epoch: Int, done: Int64)], by worker: WorkerIdentity, lease: Duration
    ) async throws -> Set<ChunkID> {
        let held = progress.sorted { $0.key < $1.key }
        return try await pool.transaction { sql in
            let rows = try sql.query(
                """
                UPDATE relecture.chunk c SET \(Lease.chunk.renewed(seconds: 5)), progress = h.done
                FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS h (id, epoch, done)
                WHERE c.id = h.id AND c.epoch = h.epoch AND c.state = 'running' AND c.owner_incarnation = $4::uuid
                RETURNING c.id
                """,
                [
                    held.map(\.key), held.map { Int64($0.value.epoch) }, held.map(\.value.done), worker.incarnation,
                    lease.seconds,
                ])
            return Set(try rows.map { try $0.decode("id") })
        }
    }
}
