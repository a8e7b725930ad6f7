import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CopyTests {
    private static let table = """
        CREATE SCHEMA "odd name";
        CREATE TABLE "odd name".sample (
            flag boolean, big bigint, narrow integer, small smallint, exact double precision, rough real, words text,
            raw bytea, moment timestamptz, numbers bigint[], names text[], id uuid, extra jsonb)
        """
    private static let columns = [
        "flag", "big", "narrow", "small", "exact", "rough", "words", "raw", "moment", "numbers", "names", "id", "extra",
    ]

    @Test func everyTypeComesBackFromACopy() async throws {
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e"
        let rows: [[PostgresValue]] = [
            [
                .bool(true), .integer(.max), .integer(-5), .integer(7), .double(0.1), .double(0.5),
                .text("naïve 🎥\n\t\\"),
                .bytes([0, 255, 10]), .timestamp(PostgresTimestamp(microseconds: -62_135_596_800_000_000)),
                .integers([1, .min]), .texts(["", "a,b"]), .text(id), .text("[1]"),
            ],
            [
                .bool(false), .integer(.min), .integer(Int64(Int32.min)), .integer(-32768), .double(-.infinity),
                .double(0), .text(""), .bytes([]), .timestamp(.infinity), .integers([]), .texts([]), .text(id),
                .text("{}"),
            ],
            Array(repeating: .null, count: 13),
        ]
        try await withPool { pool in
            try await pool.transaction { sql in
                try sql.script(Self.table)
                #expect(try sql.copy(into: "odd name.sample", columns: Self.columns, rows: rows) == 3)
                let found = try sql.query("TABLE \"odd name\".sample")
                let values = try found.map { row in try (0..<13).map { try row.decode($0, as: PostgresValue.self) } }
                #expect(values == rows)
            }
        }
    }

    @Test func manyRowsGoInOneCopy() async throws {
        try await withPool { pool in
            let rows = (0..<100_000).map { [PostgresValue.integer(Int64($0)), .text("row \($0)")] }
            let copied = try await pool.transaction { sql in
                try sql.script("CREATE TABLE line (n integer, t text)")
                return try sql.copy(into: "line", columns: ["n", "t"], rows: rows)
            }
            #expect(copied == 100_000)
            let sum = try await pool.transaction { try $0.value("SELECT sum(n)::bigint FROM line", as: Int64.self) }
            #expect(sum == 4_999_950_000)
        }
    }

    @Test func aValueThatDoesNotFitIsNamedByItsColumn() async throws {
        try await withPool { pool in
            try await pool.transaction { try $0.script("CREATE TABLE line (n smallint, t text)") }
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction {
                    try $0.copy(into: "line", columns: ["n", "t"], rows: [[.integer(40_000), .text("x")]])
                }
            }
            #expect(error?.description.contains("an integer does not fit column \"n\"") == true)
        }
    }

    @Test func aConstraintFailsTheWholeCopyAndLeavesTheConnectionUsable() async throws {
        try await withPool(size: 1) { pool in
            try await pool.transaction { try $0.script("CREATE TABLE line (n bigint PRIMARY KEY)") }
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction {
                    try $0.copy(into: "line", columns: ["n"], rows: [[.integer(1)], [.integer(1)]])
                }
            }
            #expect(error?.sqlState == "23505")
            let left = try await pool.transaction { try $0.value("SELECT count(*) FROM line", as: Int.self) }
            #expect(left == 0)
        }
    }
}
