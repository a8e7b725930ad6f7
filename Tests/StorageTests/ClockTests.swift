import Catalogue
import Chronology
import Footage
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ClockTests {
    /// Shown and true time in seconds after the window's start, and the uncertainty in microseconds.
    private static let anchors = [
        (0.0, 108.25, 2_000_000), (1_800.5, 1_905.0, 500_000), (1_801.0, 1_906.75, 3_000_001),
    ].map {
        ClockAnchor(shown: second($0), trueTime: second($1), uncertainty: $2, source: "a test")
    }

    private static func second(_ number: Double) -> Timestamp {
        TestStore.window.start.advanced(byMicroseconds: Int64(number * 1_000_000))
    }

    @Test func databaseAndProgramAgreeOnTrueTimes() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let times = [
                -5_000.0, 0, 0.000_001, 17.123_456, 900.333_333, 1_800.499_999, 1_800.5, 1_800.75, 1_801, 99_999,
            ]
            .map(ClockTests.second)
            for count in 0...ClockTests.anchors.count {
                if count > 0 {
                    try await store.database.set(
                        ClockTests.anchors[count - 1], ofCamera: TestStore.camera, in: requisition)
                }
                let clocks = try await store.database.clocks(in: requisition)
                let clock = clocks[TestStore.camera] ?? CameraClock(anchors: [])
                #expect(clock == CameraClock(anchors: Array(ClockTests.anchors.prefix(count))))
                for shown in times {
                    let row = try #require(
                        try await store.rows(
                            """
                            SELECT timeline.true_time($1::uuid, 'gate', $2) AS true_at, (extract(epoch FROM
                                timeline.clock_uncertainty($1::uuid, 'gate', $2)) * 1000000)::bigint AS uncertainty,
                                p.true_at + CASE WHEN p.shown_length IS NULL THEN $2::timestamptz - p.shown ELSE floor(p.true_length
                                    * extract(epoch FROM $2::timestamptz - p.shown) / p.shown_length * 1000000)::float8
                                    * interval '1 microsecond' END AS by_piece,
                                (extract(epoch FROM p.uncertainty) * 1000000)::bigint AS piece_uncertainty,
                                timeline.shown_time($1::uuid, 'gate', timeline.true_time($1::uuid, 'gate', $2)) AS shown
                            FROM timeline.clock_pieces($1::uuid, 'gate') p WHERE $2 >= p.from_shown AND $2 < p.to_shown
                            """, [requisition.rawValue, shown.stored]
                        ).first)
                    let trueTime: PostgresTimestamp = try row.decode("true_at")
                    let byPiece: PostgresTimestamp = try row.decode("by_piece")
                    let back: PostgresTimestamp = try row.decode("shown")
                    #expect(trueTime.microseconds == clock.trueTime(shown: shown).microseconds, "\(count) \(shown)")
                    #expect(byPiece.microseconds == trueTime.microseconds, "\(count) \(shown)")
                    #expect(try row.decode("uncertainty", as: Int64?.self) == clock.uncertainty(shown: shown))
                    #expect(try row.decode("piece_uncertainty", as: Int64?.self) == clock.uncertainty(shown: shown))
                    // Each conversion truncates a fraction of a microsecond.
                    #expect(abs(back.microseconds - shown.microseconds) <= 2, "\(count) \(shown)")
                }
            }
        }
    }

    @Test func anAnchorIsReplacedTakenAwayAndRefusedWhereTheClockWouldRunBackwards() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let (camera, first) = (TestStore.camera, ClockTests.anchors[0])
            try await store.database.set(first, ofCamera: camera, in: requisition)
            let backwards = ClockAnchor(
                shown: ClockTests.second(60), trueTime: ClockTests.second(60), uncertainty: 0, source: "a test")
            let error = await #expect(throws: StorageError.self) {
                try await store.database.set(backwards, ofCamera: camera, in: requisition)
            }
            #expect(error?.description.contains("clock remove") == true)
            let better = ClockAnchor(
                shown: first.shown, trueTime: ClockTests.second(1), uncertainty: 7, source: "again")
            try await store.database.set(better, ofCamera: camera, in: requisition)
            #expect(try await store.database.clocks(in: requisition)[camera]?.anchors == [better])
            #expect(try await store.database.removeAnchor(shown: first.shown, ofCamera: camera, in: requisition))
            #expect(try await !store.database.removeAnchor(shown: first.shown, ofCamera: camera, in: requisition))
            #expect(try await store.database.clocks(in: requisition).isEmpty)
        }
    }
}
