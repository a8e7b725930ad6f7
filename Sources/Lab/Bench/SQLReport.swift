package import Formats
import Foundation
import Postgres
import Schema

/// The output of `bench sql`.
package struct SQLReport: Sendable {
    package struct Row: Sendable {
        let title: String
        /// Median of planning and execution time in the server, in milliseconds.
        let milliseconds: Double

        init(_ question: Cookbook.Question, of review: String, runs: Int, in database: Database) async throws {
            title = question.title
            let statement = question.statement(review: review)
            var times: [Double] = []
            for _ in 0..<runs { times.append(try await Row.time(statement, database)) }
            milliseconds = times.sorted()[runs / 2]
        }

        private static func time(_ statement: String, _ database: Database) async throws -> Double {
            try await database.pool.transaction { sql in
                try sql.limitStatements(to: .seconds(600))
                // Runs the whole query, but returns the times instead of its rows.
                let plan = try sql.query("EXPLAIN (ANALYZE, TIMING OFF) " + statement).map { row -> String in
                    try row.decode("QUERY PLAN")
                }
                return plan.reduce(0) { sum, line in
                    guard let match = line.firstMatch(of: /^(?:Planning|Execution) Time: ([0-9.]+) ms/) else {
                        return sum
                    }
                    return sum + (Double(match.output.1) ?? 0)
                }
            }
        }
    }

    let review: String
    let cameras: Int
    let days: Int
    let tracks: Int
    let chunks: Int
    /// Size of the whole database.
    let bytes: Int64
    var rows: [Row] = []

    package var json: CanonicalJSON {
        .object([
            "cameras": .integer(Int64(cameras)), "days": .integer(Int64(days)), "tracks": .integer(Int64(tracks)),
            "chunks": .integer(Int64(chunks)), "bytes": .integer(bytes),
            "queries": .array(
                rows.map {
                    .object([
                        "title": .string($0.title),
                        "milliseconds": .tenThousandths(Int64(($0.milliseconds * 10_000).rounded())),
                    ])
                }),
        ])
    }

    package var table: String {
        var table = TextTable(header: ["MS", "QUESTION"])
        for row in rows { table.append([String(format: "%9.1f", row.milliseconds), row.title]) }
        return table.text + "\(cameras) cameras, \(days) days: \(tracks) tracks, \(chunks) chunks, \(bytes >> 20) MiB\n"
    }
}
