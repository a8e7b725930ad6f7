import Foundation
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct ReadmeTests {
        /// The statements in the blocks of SQL of the README and of the analysts' page.
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
            #expect(queries.count >= 3)
            let (folder, _) = try await SampleClips.all.value
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    "run", folder, "--reference", "2026/1234", "--authority", "order of 3 March 2026", "--quiet")
                try #require(outcome.status == 0, "\(outcome.errors)")
                for query in queries {
                    let rows = try await cluster.store.rows(query)
                    #expect(!rows.isEmpty, "no rows: \(query)")
                }
            }
        }
    }
}
