import Catalogue
import Footage
package import Planning
import Postgres
import Schema

extension Database {
    /// Returns the next chunks to send tickets for, ordered by urgency, deadline, number of the review's chunks under
    /// way (fewest first), and age.
    ///
    /// Each urgency has a window of `window` tickets under way; at most the number missing from it is returned, and for
    /// a store with a limit at most as many as may still run. Reviews whose analysis version no present worker has are
    /// not due. A ticket not claimed within `patience` counts as lost and is due again, as is one in the queue of a
    /// protocol version that no worker speaks.
    ///
    /// - Parameter versions: the protocol versions that tickets can be sent in.
    package func dueChunks(window: Int, patience: Duration, versions: [Int] = []) async throws -> [DueChunk] {
        try await pool.transaction { sql in
            try sql.query(
                Database.due, [window, patience.seconds, versions.map(Int64.init)]
            ).map { row in
                DueChunk(
                    chunk: try row.decode("id"), review: try row.decode("review"),
                    urgency: try row.decode("urgency"), dispatch: try row.decode("dispatch"),
                    epoch: try row.decode("epoch"), isOverdue: try row.decode("is_overdue"))
            }
        }
    }

    /// Reads only the chunks it may send tickets for, those under way and those running, so a long backlog costs
    /// nothing (`ordinal::bigint` matches the expression of the index `chunk_waiting`). Three kinds of a review's
    /// chunks are due: never tried, pause over, ticket lost.
    private static let due = """
        WITH RECURSIVE present AS MATERIALIZED (\(Database.presentVersions)), sent AS MATERIALIZED (
            SELECT *, is_stranded OR is_late AS is_lost, is_late AND NOT is_stranded AS is_overdue FROM (
                SELECT id, review_id, store, ordinal, dispatches, epoch,
                    dispatched_at <= now() - make_interval(secs => $2) AS is_late,
                    cardinality($3::bigint[]) > 0 AND dispatched_version <> ALL ($3::bigint[]) AS is_stranded
                FROM relecture.chunk WHERE state = 'ready' AND dispatched_at IS NOT NULL
            ) t
        ), running AS MATERIALIZED (
            SELECT review_id, store FROM relecture.chunk WHERE state = 'running'
        ), room AS MATERIALIZED (
            SELECT s.name, s.running_limit - (SELECT count(*) FROM running u WHERE u.store = s.name)
                - \(Database.checksReading("s.name"))
                - (SELECT count(*) FROM sent u WHERE u.store = s.name AND u.is_lost IS NOT TRUE) AS free
            FROM relecture.store s
        ), active AS MATERIALIZED (
            SELECT r.id, r.urgency, r.deadline, r.created_at,
                (SELECT count(*) FROM running u WHERE u.review_id = r.id) AS busy,
                (SELECT count(*) FROM sent u WHERE u.review_id = r.id AND u.is_lost IS NOT TRUE) AS sent
            FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
            WHERE r.state = 'running' AND \(Database.isInForce())
                AND (NOT EXISTS (SELECT FROM present)
                    OR r.analysis_version IN (SELECT analysis_version FROM present))
        ), open AS MATERIALIZED (
            SELECT u.urgency, ($1 - coalesce(sum(a.sent), 0))::bigint AS free
            FROM generate_series(0, 2) AS u (urgency) LEFT JOIN active a ON a.urgency = u.urgency GROUP BY u.urgency
        ), place AS (
            SELECT a.id AS review_id, (SELECT store FROM relecture.chunk WHERE review_id = a.id AND state = 'ready'
                AND dispatched_at IS NULL ORDER BY store LIMIT 1) AS store
            FROM active a JOIN open o ON o.urgency = a.urgency AND o.free > 0
            UNION ALL
            SELECT p.review_id, (SELECT store FROM relecture.chunk WHERE review_id = p.review_id AND state = 'ready'
                AND dispatched_at IS NULL AND store > p.store ORDER BY store LIMIT 1)
            FROM place p WHERE p.store IS NOT NULL
        ), fresh AS (
            SELECT p.review_id, c.* FROM place p JOIN active a ON a.id = p.review_id
            JOIN open o ON o.urgency = a.urgency LEFT JOIN room ON room.name = p.store
            CROSS JOIN LATERAL (
                (SELECT id, store, ordinal, dispatches, epoch FROM relecture.chunk
                WHERE review_id = p.review_id AND store = p.store AND state = 'ready' AND dispatched_at IS NULL
                    AND not_before = '-infinity'
                ORDER BY ordinal::bigint LIMIT greatest(0, least(o.free, room.free)))
                UNION ALL
                (SELECT id, store, ordinal, dispatches, epoch FROM relecture.chunk
                WHERE review_id = p.review_id AND store = p.store AND state = 'ready' AND dispatched_at IS NULL
                    AND not_before > '-infinity' AND not_before <= now()
                ORDER BY not_before LIMIT greatest(0, least(o.free, room.free)))
            ) c
        ), ranked AS (
            SELECT c.*, a.urgency, a.deadline, a.created_at,
                a.busy + a.sent + row_number() OVER (PARTITION BY a.id ORDER BY c.ordinal) AS turn
            FROM (
                SELECT *, false AS is_overdue FROM fresh
                UNION ALL SELECT review_id, id, store, ordinal, dispatches, epoch, is_overdue FROM sent WHERE is_lost
            ) c JOIN active a ON a.id = c.review_id
        ), allowed AS (
            SELECT k.* FROM (
                SELECT *, row_number() OVER (PARTITION BY store ORDER BY urgency, deadline, turn, created_at, id) AS place
                FROM ranked
            ) k LEFT JOIN room ON room.name = k.store WHERE room.name IS NULL OR k.place <= room.free
        )
        SELECT k.id, k.review_id::text AS review, k.urgency::bigint AS urgency, k.dispatches + 1 AS dispatch, k.epoch,
            k.is_overdue
        FROM (
            SELECT *, row_number() OVER (PARTITION BY urgency ORDER BY deadline, turn, created_at, id) AS place_of_urgency
            FROM allowed
        ) k JOIN open o ON o.urgency = k.urgency WHERE k.place_of_urgency <= o.free
        ORDER BY k.urgency, k.deadline, k.turn, k.created_at, k.id
        """

    /// Records tickets confirmed by the broker. A chunk claimed meanwhile needs no record, even if it is waiting again:
    /// its ticket is used up.
    ///
    /// - Parameter version: the protocol version of the tickets.
    package func recordDispatch(of chunks: [DueChunk], version: Int = 1, under leadership: Leadership) async throws {
        guard !chunks.isEmpty else { return }
        let sent = chunks.sorted { $0.chunk < $1.chunk }
        try await pool.transaction { sql in
            _ = try sql.execute(
                """
                UPDATE relecture.chunk c SET dispatched_at = now(), dispatches = dispatches + 1, dispatched_version = $5
                FROM unnest($1::bigint[], $2::bigint[]) AS u (id, epoch)
                WHERE c.id = u.id AND c.epoch = u.epoch AND c.state = 'ready' AND \(Leadership.fence(3))
                """, [sent.map(\.chunk), sent.map { Int64($0.epoch) }, leadership.leader, leadership.term, version])
        }
    }

    /// Returns the number of claimable chunks of one urgency whose tickets wait, not yet taken, in queues of these
    /// versions.
    package func outstandingTickets(urgency: Urgency, versions: [Int]) async throws -> Int {
        try await pool.transaction { sql in
            try sql.value(
                """
                SELECT count(*) FROM relecture.chunk c JOIN relecture.review r ON r.id = c.review_id
                JOIN relecture.requisition q ON q.id = r.requisition_id
                WHERE c.state = 'ready' AND c.dispatched_at IS NOT NULL AND r.urgency = $1 AND r.state = 'running'
                    AND \(Database.isInForce())
                    AND c.dispatched_version = ANY ($2::bigint[])
                """, [urgency, versions.map(Int64.init)]) ?? 0
        }
    }

    /// Restarts the patience for tickets that are still in their queues, as if they had just been sent.
    package func waitLonger(for chunks: [ChunkID], under leadership: Leadership) async throws {
        try await pool.transaction { sql in
            _ = try sql.execute(
                """
                UPDATE relecture.chunk SET dispatched_at = now() WHERE id = ANY ($1::bigint[]) AND state = 'ready'
                    AND dispatched_at IS NOT NULL AND \(Leadership.fence(2))
                """, [chunks.sorted(), leadership.leader, leadership.term])
        }
    }
}
