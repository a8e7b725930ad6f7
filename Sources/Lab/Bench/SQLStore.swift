import Catalogue
import Chronology
import Footage
import Operations
import Postgres
import Requisitions
import Schema

/// A store with synthetic findings, identical for identical numbers of cameras and days.
struct SQLStore: Sendable {
    let database: Database
    let cameras: Int
    let days: Int

    /// Two days before the day used by the queries of the cookbook.
    private static let start = Timestamp(microseconds: 1_772_150_400_000_000)

    /// Fills an empty database. Returns how much it contains.
    func generate(_ show: (String) -> Void) async throws -> SQLReport {
        let names = (1...cameras).map { $0 == 1 ? "gate" : $0 == 2 ? "yard" : "camera \($0)" }
        let end = SQLStore.start.advanced(byMicroseconds: Int64(days) * 86_400_000_000)
        let requisition = try await database.open(
            RequisitionOrder(
                reference: "2026/1234", authority: "measurement of the installation",
                cameras: names.map(CameraID.init(rawValue:)), from: SQLStore.start, to: end)
        ).rawValue
        for (step, sql) in SQLStore.steps {
            show(step)
            try await database.pool.transaction { session in
                try session.limitStatements(to: nil)
                try session.script(sql.split(separator: "REQUISITION").joined(separator: "'\(requisition)'::uuid"))
            }
        }
        return try await database.pool.transaction { sql in
            let rows = try sql.query(
                """
                SELECT (SELECT id::text FROM relecture.review) AS review, (SELECT count(*) FROM relecture.camera_track) AS tracks,
                    (SELECT count(*) FROM relecture.chunk) AS chunks, pg_database_size(current_database()) AS bytes
                """
            )
            guard let row = rows.first else {
                throw OperationError("the generated store contains no review: run the measurement again")
            }
            return SQLReport(
                review: try row.decode("review"), cameras: cameras, days: days, tracks: try row.decode("tracks"),
                chunks: try row.decode("chunks"), bytes: try row.decode("bytes"))
        }
    }

    /// Each step runs in its own transaction. Ten minutes of each night have no footage.
    private static let steps = [
        (
            "footage and chunks",
            """
            INSERT INTO relecture.recording (requisition_id, camera, store, path, original_name, size, modified, sha256,
                block_digests, container, codec, width, height, frames, starts_at, ends_at, clock, clock_text, time_source,
                run_starts, run_ends, damage_starts, damage_ends, damage_reasons)
            SELECT q.id, c.camera, 'bench', c.camera || '/' || h, c.camera || '/' || h, 1, 0,
                sha256(convert_to(c.camera || h, 'UTF8')), '', 'mov', 'h264', 1920, 1080, 90000,
                CASE WHEN date_part('hour', h AT TIME ZONE 'UTC') = 2 THEN h + interval '10 min' ELSE h END,
                h + interval '1 h', 'file-name', '', 'container', '{}', '{}', '{}', '{}', '{}'
            FROM relecture.requisition q JOIN relecture.requisition_camera c ON c.requisition_id = q.id
            CROSS JOIN LATERAL generate_series(q.window_start, q.window_end - interval '1 h', '1 h') h WHERE q.id = REQUISITION;
            INSERT INTO relecture.review (requisition_id, profile_name, profile_digest, profile, chunk_length, state, finished_at)
                VALUES (REQUISITION, 'default', 'sha256:0', '{}', '10m', 'complete', now());
            INSERT INTO relecture.chunk (review_id, requisition_id, camera, ordinal, starts_at, ends_at, state, epoch, attempts,
                started_at, finished_at, frames_analysed, frames_outside)
            SELECT r.id, q.id, c.camera, row_number() OVER (ORDER BY h, c.camera), h, h + interval '10 min', 'done', 1, 1,
                now(), now(), 15000, 50
            FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
            JOIN relecture.requisition_camera c ON c.requisition_id = q.id
            CROSS JOIN LATERAL generate_series(q.window_start, q.window_end - interval '10 min', '10 min') h
            WHERE (h AT TIME ZONE 'UTC')::time <> '02:00';
            INSERT INTO relecture.attempt (chunk_id, epoch, worker, host, build, started_at, finished_at, outcome)
                SELECT id, 1, 'node-' || id % 16, 'node-' || id % 16, '1', now(), now() + interval '1 min', 'done'
                FROM relecture.chunk;
            INSERT INTO relecture.camera_result (requisition_id, review_id, camera, clock, is_complete, chunks_merged, term)
                SELECT requisition_id, review_id, camera, 'file-name', true, count(*), 1 FROM relecture.chunk GROUP BY 1, 2, 3;
            INSERT INTO relecture.camera_coverage (requisition_id, review_id, camera, starts_at, ends_at, state, reason)
            SELECT m.requisition_id, m.review_id, m.camera, lower(p.during), upper(p.during), p.state, p.reason
            FROM relecture.camera_result m JOIN relecture.requisition q ON q.id = m.requisition_id
            CROSS JOIN LATERAL (SELECT range_agg(tstzrange(h, h + interval '10 min')) AS missing
                FROM generate_series(q.window_start + interval '2 h', q.window_end, '1 day') h) g
            CROSS JOIN LATERAL (SELECT unnest(g.missing) AS during, 'gap' AS state, 'no-footage' AS reason UNION ALL
                SELECT unnest(tstzmultirange(tstzrange(q.window_start, q.window_end)) - g.missing), 'analysed', '') p;
            """
        ),
        (
            "tracks",
            """
            SET LOCAL maintenance_work_mem = '1GB';
            -- Indexes are built at once when all rows are there.
            CREATE TEMP TABLE saved ON COMMIT DROP AS SELECT indexname, indexdef FROM pg_indexes
                WHERE schemaname = 'relecture' AND tablename IN ('camera_track', 'camera_activity') AND indexdef NOT LIKE '%UNIQUE%';
            DO $$ DECLARE i record; BEGIN
                FOR i IN SELECT * FROM saved LOOP EXECUTE format('DROP INDEX relecture.%I', i.indexname); END LOOP; END $$;
            INSERT INTO relecture.camera_track (requisition_id, review_id, camera, track, starts_at, ends_at, class, confidence,
                first_box, last_box, body, path_at, path_x, path_y, path_width, path_height, reach)
            SELECT m.requisition_id, m.review_id, m.camera, m.minute + 1, m.s, m.s + m.n * interval '200 ms', 'unknown', 9000,
                ARRAY[m.x, m.y, 400, 1500], ARRAY[m.x + m.n * m.step, m.y, 400, 1500], '\\x01',
                p.path_at, p.path_x, array_fill(m.y, ARRAY[m.n]), array_fill(400, ARRAY[m.n]), array_fill(1500, ARRAY[m.n]),
                ARRAY[2 * least(m.x, m.x + (m.n - 1) * m.step) + 400, 2 * (m.y + 1500),
                    2 * greatest(m.x, m.x + (m.n - 1) * m.step) + 400, 2 * (m.y + 1500)]
            FROM (SELECT k.*, CASE WHEN k.h % 2 = 0 THEN 500 ELSE 9000 END + 0 AS x, 1000 + k.h * 7 % 7000 AS y,
                    20 + k.h % 61 AS n, (CASE WHEN k.h % 2 = 0 THEN 1 ELSE -1 END) * (20 + k.h / 7 % 80) AS step,
                    k.minute_start + (k.h % 40) * interval '1 s' AS s
                FROM (SELECT m.*, g AS minute, q.window_start + g * interval '1 min' AS minute_start,
                        (abs(hashtext(m.camera) % 1000) + g * 7919) % 10007 AS h
                    FROM relecture.camera_result m JOIN relecture.requisition q ON q.id = m.requisition_id
                    CROSS JOIN LATERAL generate_series(0,
                        (extract(epoch FROM q.window_end - q.window_start) / 60)::integer - 1) g) k
                WHERE NOT (k.minute_start AT TIME ZONE 'UTC')::time BETWEEN '02:00' AND '02:10') m
            CROSS JOIN LATERAL (SELECT array_agg((extract(epoch FROM m.s) * 1000000)::bigint + i * 200000) AS path_at,
                array_agg(m.x + i * m.step) AS path_x FROM generate_series(0, m.n - 1) i) p;
            INSERT INTO relecture.camera_activity (requisition_id, review_id, camera, starts_at, ends_at)
            SELECT a.requisition_id, a.review_id, a.camera, lower(u), upper(u) FROM (
                SELECT requisition_id, review_id, camera, range_agg(during) AS moved FROM relecture.camera_track
                GROUP BY 1, 2, 3) a CROSS JOIN LATERAL unnest(a.moved) u;
            DO $$ DECLARE i record; BEGIN
                FOR i IN SELECT * FROM saved LOOP EXECUTE replace(i.indexdef, ' ON ONLY ', ' ON '); END LOOP; END $$;
            """
        ),
        ("statistics", "ANALYZE"),
    ]
}
