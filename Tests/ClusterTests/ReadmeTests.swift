import Foundation
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct ReadmeTests {
        /// Returns the statements in the SQL blocks of the README and the analysts' page.
        private static func queries() throws -> [String] {
            let blocks = try ["README.md", "deploy/docs/analysts.md"].flatMap { page in
                let text = try String(contentsOf: MonitoringFiles.root.appendingPathComponent(page), encoding: .utf8)
                return text.components(separatedBy: "```sql\n").dropFirst()
            }
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
