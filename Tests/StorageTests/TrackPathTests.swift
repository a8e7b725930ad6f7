import Analysis
import Chronology
import Findings
import Footage
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import Timelines
import WorkLedger

/// Track paths as SQL reads them.
@Suite(.timeLimit(.minutes(10)))
struct TrackPathTests {
    /// Milliseconds from the start to each point of a track; empty: a track without points.
    private static let rhythms: [[Int64]] = [
        [], [0], [0, 40], [0, 199], [0, 200], [0, 200, 399, 400], [0, 250, 300], [0, 100, 300, 320, 520],
        Array(stride(from: Int64(0), through: 5_000, by: 40)), Array(stride(from: Int64(0), through: 5_000, by: 67)),
        [0, 3_000, 9_000],
    ]

    private static let tracks = rhythms.enumerated().map { number, rhythm in
        let start = TestStore.minute(number).start
        let points = rhythm.map { step in
            TrackPoint(
                time: start.advanced(byMicroseconds: step * 1_000 + 1),
                box: Box(x: Int32(step % 9_000), y: 7_000 - Int32(step % 500), width: 333, height: Int32(1 + step % 70))
            )
        }
        return Track(id: number + 1, span: TestStore.minute(number), points: points, kind: "Größe", confidence: 5)
    }

    /// Returns the columns of a row as a path's arrays.
    private func path(_ row: PostgresRow) throws -> [[Int64]] {
        try ["path_at", "path_x", "path_y", "path_width", "path_height", "reach"].map { try row.decode($0) }
    }

    private static let columns = "path_at, path_x, path_y, path_width, path_height, reach"

    @Test(arguments: TrackPathVector.all)
    func swiftReadsThePathOfTheVector(vector: TrackPathVector) throws {
        let track = try Track(encoded: vector.bytes)
        #expect(track.encoded() == vector.bytes)
        let path = track.sparsePath.map { point in
            [point.time.microseconds] + [point.box.x, point.box.y, point.box.width, point.box.height].map(Int64.init)
        }
        #expect(path == vector.path)
    }

    @Test func sqlReadsThePathsOfTheVectors() async throws {
        try await TestStore.with { store in
            for vector in TrackPathVector.all {
                let rows = try await store.rows(
                    """
                    SELECT p.path_at, p.path_x, p.path_y, p.path_width, p.path_height FROM relecture.sparse_path($1) p
                    """, [vector.bytes])
                let row = try #require(rows.first)
                let columns: [[Int64]] = try ["path_at", "path_x", "path_y", "path_width", "path_height"].map {
                    try row.decode($0)
                }
                let path = (columns.first ?? []).indices.map { place in columns.map { $0[place] } }
                #expect(path == vector.path, "\(vector.testDescription)")
            }
        }
    }

    @Test func theMergerStoresThePathThatSQLReadsFromTheTrack() async throws {
        try await TestStore.with { store in
            _ = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            let task = try #require(try await store.database.mergeTasks().first)
            let findings = CameraFindings(
                camera: TestStore.camera, clock: "none", coverage: Findings.analysed(TestStore.window), activity: [],
                tracks: TrackPathTests.tracks)
            #expect(try await store.database.store(findings, of: task, under: leader))
            let stored = try await store.rows(
                "SELECT \(TrackPathTests.columns) FROM relecture.camera_track ORDER BY track"
            ).map(path)
            let read = try await store.rows(
                """
                SELECT p.*, relecture.foot_reach(p.path_x, p.path_y, p.path_width, p.path_height) AS reach
                FROM relecture.camera_track t CROSS JOIN LATERAL relecture.sparse_path(t.body) p ORDER BY t.track
                """
            ).map(path)
            #expect(stored == read)
            #expect(stored.map { $0[0] } == TrackPathTests.tracks.map { $0.sparsePath.map(\.time.microseconds) })
            #expect(stored.map { $0[0].count } == [0, 1, 1, 1, 2, 3, 2, 3, 26, 25, 3])
        }
    }

    @Test func tracksThatWereMergedBeforeGetTheirPaths() async throws {
        try await TestServers.withDatabase { url in
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 2, applicationName: "relecture-tests")
            try await Migrator(Database.migrations.filter { $0.version < 16 }).migrate(pool)
            let track = TrackPathTests.tracks[9]
            try await pool.transaction { sql in
                let requisition = "00000000-0000-4000-8000-000000000001"
                try sql.execute(
                    """
                    INSERT INTO relecture.requisition (id, reference, authority, window_start, window_end)
                    VALUES ($1::uuid, '1', 'court', '2026-01-01', '2026-01-02')
                    """, [requisition])
                try sql.execute("SELECT relecture.create_partitions($1::uuid)", [requisition])
                try sql.execute(
                    """
                    INSERT INTO relecture.camera_track (requisition_id, review_id, camera, track, starts_at, ends_at, class,
                        confidence, first_box, last_box, body)
                    VALUES ($1::uuid, $1::uuid, 'gate', 1, now(), now(), 'unknown', 1, '{}', '{}', $2)
                    """, [requisition, track.encoded()])
            }
            try await Database.migrator.migrate(pool)
            // As a coordinator of the previous version, still running, would insert.
            _ = try await pool.transaction { sql in
                try sql.execute(
                    """
                    INSERT INTO relecture.camera_track (requisition_id, review_id, camera, track, starts_at, ends_at, class,
                        confidence, first_box, last_box, body)
                    SELECT requisition_id, review_id, camera, 2, starts_at, ends_at, class, confidence, first_box, last_box, body
                    FROM relecture.camera_track
                    """)
            }
            let rows = try await pool.transaction { sql in
                try sql.query("SELECT \(TrackPathTests.columns) FROM relecture.camera_track").map(path)
            }
            #expect(rows.count == 2)
            for row in rows {
                #expect(row[0] == track.sparsePath.map(\.time.microseconds))
                #expect(row[1] == track.sparsePath.map { Int64($0.box.x) } && row[5].count == 4)
            }
            await pool.close()
        }
    }
}
