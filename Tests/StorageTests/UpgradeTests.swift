import Catalogue
import Footage
import Planning
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct UpgradeTests {
    /// Provides a database as the version before operations left it, with a review of two files from different stores.
    private func withOldDatabase(_ body: (PostgresPool) async throws -> Void) async throws {
        try await TestServers.withDatabase { url in
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 2, applicationName: "relecture-tests")
            try await Migrator(Database.migrations.filter { $0.version <= 4 }).migrate(pool)
            try await pool.transaction { sql in
                try sql.execute(
                    """
                    INSERT INTO relecture.requisition (id, reference, authority, window_start, window_end)
                    VALUES ('00000000-0000-4000-8000-000000000001', '1', 'court', to_timestamp(0), to_timestamp(3600))
                    """)
                try sql.execute(
                    "INSERT INTO relecture.requisition_camera VALUES ('00000000-0000-4000-8000-000000000001', 'gate')")
                for (place, store) in ["a", "b"].enumerated() {
                    try sql.execute(
                        """
                        INSERT INTO relecture.recording (requisition_id, camera, store, path, original_name, size, modified,
                            sha256, block_digests, container, codec, width, height, frames, starts_at, ends_at, clock,
                            clock_text, time_source, run_starts, run_ends, damage_starts, damage_ends, damage_reasons)
                        VALUES ('00000000-0000-4000-8000-000000000001', 'gate', $1, 'x', 'x', 1, 0,
                            decode(repeat($2, 32), 'hex'), '', 'mov', 'h264', 1, 1, 1, to_timestamp($3::float8),
                            to_timestamp($3::float8 + 60), 'option', '', 'container', '{}', '{}', '{}', '{}', '{}')
                        """, [store, "0\(place)", Double(place * 60)])
                }
                try sql.execute(
                    """
                    INSERT INTO relecture.review (id, requisition_id, profile_name, profile_digest, profile, chunk_length)
                    VALUES ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'p', 'd', '{}',
                        '60s')
                    """)
                for place in 0..<2 {
                    try sql.execute(
                        """
                        INSERT INTO relecture.chunk (review_id, requisition_id, camera, ordinal, starts_at, ends_at, attempts)
                        VALUES ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'gate',
                            $1, to_timestamp($2::float8), to_timestamp($2::float8 + 60), 2)
                        """, [place, Double(place * 60)])
                }
            }
            try await body(pool)
            await pool.close()
        }
    }

    @Test func reviewsUnderWayGoOnWithTheirFootageStoresAndAttempts() async throws {
        try await withOldDatabase { pool in
            #expect(try await Database.migrator.migrate(pool).migrations.first?.version == 5)
            let database = Database(pool: pool)
            let review = ReviewID(rawValue: "00000000-0000-4000-8000-000000000002")
            #expect(try await database.recordings(of: review).map(\.store) == ["a", "b"])
            let chunks = try await database.chunks(of: review)
            var stores: [String] = []
            for chunk in chunks {
                let details = try await database.chunk(chunk.id)
                #expect(details.spent == 2 * RetryPolicy.wholeAttempt)
                #expect(details.files.map(\.store) == [details.store])
                stores.append(details.store)
            }
            #expect(stores == ["a", "b"])
            #expect(try await database.dueChunks(window: 9, patience: .seconds(60)).map(\.chunk) == chunks.map(\.id))
            #expect(try await database.pause(review))
        }
    }

    @Test func reviewsThatHadEndedBeforeWorkersDoubledAreLeftAlone() async throws {
        try await TestServers.withDatabase { url in
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 2, applicationName: "relecture-tests")
            try await Migrator(Database.migrations.filter { $0.version <= 20 }).migrate(pool)
            try await pool.transaction { sql in
                try sql.script(
                    """
                    INSERT INTO relecture.requisition (id, reference, authority, window_start, window_end)
                    VALUES ('00000000-0000-4000-8000-000000000001', '1', 'court', to_timestamp(0), to_timestamp(3600));
                    INSERT INTO relecture.review (id, requisition_id, profile_name, profile_digest, profile, chunk_length,
                        double_share, state, finished_at)
                    VALUES ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'p', 'd', '{}',
                        '60s', 500, 'complete', now());
                    """)
            }
            #expect(try await Database.migrator.migrate(pool).migrations.map(\.version).prefix(2) == [21, 22])
            let database = Database(pool: pool)
            #expect(try await database.reviewsToDouble().isEmpty)
            // The previous version's guards now take the new locks.
            let locks: Bool? = try await pool.transaction {
                try $0.value("SELECT prosrc LIKE '%FOR KEY SHARE%' FROM pg_proc WHERE proname = 'require_force'")
            }
            #expect(locks == true)
            await pool.close()
        }
    }

    @Test func reviewsKeepTheirCamerasAndThoseThatEndedNoneThatCameLater() async throws {
        try await TestServers.withDatabase { url in
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 2, applicationName: "relecture-tests")
            try await Migrator(Database.migrations.filter { $0.version <= 22 }).migrate(pool)
            func start(_ review: Int, _ state: String) -> String {
                """
                INSERT INTO relecture.review (id, requisition_id, profile_name, profile_digest, profile, chunk_length,
                    state, finished_at)
                SELECT '00000000-0000-4000-8000-00000000000\(review)', id, 'p', 'd', '{}', '60s', '\(state)',
                    CASE WHEN '\(state)' <> 'running' THEN now() END FROM relecture.requisition;
                """
            }
            func merge(_ review: Int, _ camera: String) -> String {
                """
                INSERT INTO relecture.camera_result (requisition_id, review_id, camera, clock, is_complete,
                    chunks_merged, term)
                SELECT id, '00000000-0000-4000-8000-00000000000\(review)', '\(camera)', 'option', true, 0, 1
                FROM relecture.requisition;
                """
            }
            let before = [
                """
                INSERT INTO relecture.requisition (id, reference, authority, window_start, window_end)
                VALUES ('00000000-0000-4000-8000-000000000001', '1', 'court', to_timestamp(0), to_timestamp(3600));
                INSERT INTO relecture.requisition_camera
                SELECT '00000000-0000-4000-8000-000000000001', unnest('{gate,roof,yard}'::text[]);
                """,
                // Review 2: complete, gate and roof merged; 3: running, gate merged; 4: cancelled, none merged.
                start(2, "complete"), merge(2, "gate"), merge(2, "roof"), start(3, "running"), merge(3, "gate"),
                start(4, "cancelled"),
            ].joined(separator: "\n")
            try await pool.transaction { try $0.script(before) }
            try await Database.migrator.migrate(pool)
            // As a program of the previous version, still running, would do.
            let late = start(5, "running")
            try await pool.transaction { try $0.script(late) }
            let cameras: [String] = try await pool.transaction { sql in
                try sql.query(
                    """
                    SELECT right(review_id::text, 1) || ' ' || string_agg(camera, ' ' ORDER BY camera) AS cameras
                    FROM relecture.review_camera GROUP BY review_id ORDER BY review_id
                    """
                ).map { try $0.decode("cameras") }
            }
            #expect(cameras == ["2 gate roof", "3 gate roof yard", "4 gate roof yard", "5 gate roof yard"])
            await pool.close()
        }
    }
}
