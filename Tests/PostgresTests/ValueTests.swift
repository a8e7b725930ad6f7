import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ValueTests {
    @Test func valuesComeBackAsTheyWent() async throws {
        try await withPool { pool in
            try await pool.transaction { sql in
                try expect(sql, "SELECT $1", [true], true)
                try expect(sql, "SELECT $1", [Int64.min], Int64.min)
                try expect(sql, "SELECT $1", [0.1], 0.1)
                try expect(sql, "SELECT $1", [Double.infinity], Double.infinity)
                try expect(sql, "SELECT $1::text", ["naïve 🎥 'quoted' \"\\"], "naïve 🎥 'quoted' \"\\")
                try expect(sql, "SELECT $1::text", [""], "")
                try expect(sql, "SELECT $1", [[UInt8](0...255)], [UInt8](0...255))
                try expect(sql, "SELECT $1", [[UInt8]()], [UInt8]())
                try expect(sql, "SELECT $1", [[Int64.max, 0, -1]], [Int64.max, 0, -1])
                try expect(sql, "SELECT $1", [[Int64]()], [Int64]())
                try expect(sql, "SELECT $1", [["a,b", "", "{}\"", "é"]], ["a,b", "", "{}\"", "é"])
            }
        }
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("1969-12-31T23:59:59.999999Z", -1),
        ("2024-03-31T02:30:00.123456+02:00", 1_711_845_000_123_456), ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999), ("infinity", .max), ("-infinity", .min),
    ])
    func timestampsAreExactToTheMicrosecond(text: String, microseconds: Int64) async throws {
        try await withPool { pool in
            let moment = PostgresTimestamp(microseconds: microseconds)
            try await pool.transaction { sql in
                try expect(sql, "SELECT $1::timestamptz", [text], moment)
                try expect(sql, "SELECT $1 = $2::text::timestamptz", [moment, text], true)
            }
        }
    }

    @Test func nullReadsAsNilAndAsNothingElse() async throws {
        try await withPool { pool in
            try await pool.transaction { sql in
                let row = try #require(try sql.query("SELECT NULL::bigint AS n, $1::text AS t", [String?.none]).first)
                let number: Int64? = try row["n"]
                let text: String? = try row["t"]
                #expect(number == nil && text == nil)
                let error = #expect(throws: PostgresError.self) { try row.decode("n", as: Int64.self) }
                #expect(error?.description.contains("column \"n\" holds NULL, which does not fit Int64") == true)
            }
        }
    }

    @Test func narrowIntegersTextLikeTypesAndEnumerationsAreRead() async throws {
        try await withPool { pool in
            try await pool.transaction { sql in
                try sql.script("CREATE TYPE mood AS ENUM ('calm', 'bad')")
                let id = "0f8fad5b-d9cb-469f-a165-70867728950e"
                let row = try #require(
                    try sql.query(
                        """
                        SELECT 1::smallint, 2::int, 0.5::real, 'bad'::mood, $1::uuid, '{"a":1}'::jsonb, 'x'::varchar(3)
                        """, [id]
                    ).first)
                #expect(try row.decode(0, as: Int.self) == 1)
                #expect(try row.decode(1, as: Int32.self) == 2)
                #expect(try row.decode(2, as: Double.self) == 0.5)
                #expect(try row.decode(3, as: String.self) == "bad")
                #expect(try row.decode(4, as: String.self) == id)
                #expect(try row.decode(5, as: String.self) == #"{"a": 1}"#)
                #expect(try row.decode(6, as: String.self) == "x")
            }
        }
    }

    @Test func wrongColumnsAndTypesAreNamed() async throws {
        try await withPool { pool in
            let rows = try await pool.transaction { try $0.query("SELECT 1.5 AS price, 70000 AS id") }
            let row = try #require(rows.first)
            let missing = #expect(throws: PostgresError.self) { try row.decode("prize", as: Int.self) }
            #expect(missing?.description.contains("no column \"prize\", only price, id") == true)
            let unread = #expect(throws: PostgresError.self) { try row.decode("price", as: Double.self) }
            #expect(unread?.description.contains("cast it") == true)
            let wrong = #expect(throws: PostgresError.self) { try row.decode("id", as: String.self) }
            #expect(wrong?.description.contains("holds an integer, which does not fit String") == true)
        }
    }

    @Test func textWithANulCharacterIsRefusedInsteadOfCut() async throws {
        try await withPool { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { try $0.query("SELECT $1::text", ["a\0b"]) }
            }
            #expect(error?.description.contains("NUL") == true)
        }
    }

    private func expect<Value: PostgresDecodable & Equatable>(
        _ sql: PostgresSession, _ query: String, _ parameters: [any PostgresEncodable], _ expected: Value,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let value = try sql.value(query, parameters, as: Value.self)
        #expect(value == expected, sourceLocation: sourceLocation)
    }
}
