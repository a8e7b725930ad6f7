import Planning
import Postgres

/// The holder of a row, who may end its attempt.
struct LeaseHolder: Sendable {
    let id: Int64
    /// See ``Lease/fence``.
    let fence: Int
    let worker: WorkerIdentity

    /// `$1` to `$3` of ``Lease/isHeld(_:)``.
    var values: [any PostgresEncodable] { [id, fence, worker.incarnation] }
}

/// The ends of an attempt that chunks and checks share. Each returns false, and changes nothing, if the row is no
/// longer held by this attempt.
extension Lease {
    func release(_ holder: LeaseHolder, _ sql: PostgresSession) throws -> Bool {
        try sql.execute("UPDATE \(table) SET \(handedBack) WHERE \(isHeld())", holder.values) == 1
    }

    /// Ends a failed attempt: the row waits for its next one, or is given up with this failure as its evidence.
    ///
    /// A permanent failure is final, and so is any failure that spends the budget. A transient one costs a third of an
    /// attempt.
    ///
    /// - Parameter isFinal: a condition on the row `k` that makes other failures final too. `$8` is the failure kind,
    ///   `$9` the worker's host.
    func fail(
        _ holder: LeaseHolder, kind: FailureKind, detail: String, pause: Duration, maximumAttempts: Int,
        orIf isFinal: String = "false AND $9::text IS NULL", _ sql: PostgresSession
    ) throws -> Bool {
        let spent = spentAfterFailure("k.", cost: 7)
        return try sql.execute(
            """
            UPDATE \(table) c SET \(countsSpent ? "spent = v.spent, " : "")failure = $4, \(paused(seconds: 5)),
                \(retried(unless: "v.is_final"))
            FROM (
                SELECT id, greatest(0, \(spent)) AS spent,
                    \(spent) >= $6 OR $8 = 'permanent' OR (\(isFinal)) AS is_final
                FROM \(table) k WHERE id = $1
            ) v
            WHERE c.id = v.id AND \(isHeld("c."))
            """,
            holder.values + [
                detail, min(pause, RetryPolicy.longestPause).seconds, RetryPolicy.budget(maximumAttempts), kind.cost,
                kind.rawValue, holder.worker.host,
            ]) == 1
    }
}

extension ChunkClaim {
    func held(by worker: WorkerIdentity) -> LeaseHolder {
        LeaseHolder(id: chunk.rawValue, fence: epoch, worker: worker)
    }
}

extension ReviewCheck {
    func held(by worker: WorkerIdentity) -> LeaseHolder { LeaseHolder(id: id, fence: attempts, worker: worker) }
}
