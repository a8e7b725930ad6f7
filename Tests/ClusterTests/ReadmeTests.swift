import Foundation
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct ReadmeTests {
        /// The statements in the README's blocks of SQL.
        private static func queries() throws -> [String] {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
            let text = try String(contentsOf: root.appendingPathComponent("README.md").standardized, encoding: .utf8)
            let blocks = text.components(separatedBy: "```sql\n").dropFirst()
            return blocks.flatMap { block in
                block.components(separatedBy: "\n```")[0].split(separator: ";").map {
                    $0.trimmingCharacters(in: .whitespacesAndNewlines)
                }
            }.filter { !$0.isEmpty }
        }

        @Test func everyQueryOfTheReadmeGivesRowsOnTheReviewedSample() async throws {
            let queries = try ReadmeTests.queries()
            try #require(!queries.isEmpty)
            try await TestCluster.with(copying: try await ReviewedSample.ofRun.value) { cluster in
                for query in queries {
                    let rows = try await cluster.store.rows(query)
                    #expect(!rows.isEmpty, "no rows: \(query)")
                }
            }
        }
    }
}
