import Chronology
import Footage
import Foundation
import SampleFootage
import TestSupport
import Testing

extension RealProcesses {
    /// Orders as users enter them, and attempts to get around them.
    struct AuthorityCommandTests {
        private static let order = """
            { "reference": "2026/77", "authority": "order of the judge", "purpose": "find the car",
              "magistrate": "C. Judge", "cameras": ["gate"], "expires": "2099-01-01T00:00:00Z",
              "windows": [ { "from": "2026-03-01T21:55:10Z", "to": "2026-03-01T21:55:20Z" },
                           { "from": "2026-03-01T21:55:22Z", "to": "2026-03-01T21:55:27Z" } ] }
            """

        @Test func anOrderFromAFileIsReviewedWithinItsWindowsAndNowhereElse() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let file = cluster.folder + "/order.json"
                try Self.order.write(toFile: file, atomically: true, encoding: .utf8)
                let requisition = try await cluster.line("requisition", "open", "--file", file)
                let imported = try await cluster.run("footage", "import", footage, "--requisition", requisition)
                #expect(imported.status == 0)
                let review = try await cluster.line("review", "start", "--requisition", requisition, "--chunk", "5s")
                try await cluster.whileRunning([["coordinator", "run"], ["worker", "run", "--slots", "1"]]) { _ in
                    let watched = try await cluster.run("review", "watch", review)
                    #expect(watched.lines == ["complete"])
                }
                let gate = try #require(try await cluster.timeline(review).cameras.first)
                #expect(gate.states == ["analysed", "analysed"])
                #expect(
                    gate.coverage.map(\.start.time.rfc3339) == [
                        "2026-03-01T21:55:10.000000Z", "2026-03-01T21:55:22.000000Z",
                    ])
                #expect(
                    gate.coverage.map(\.end.time.rfc3339) == [
                        "2026-03-01T21:55:20.000000Z", "2026-03-01T21:55:27.000000Z",
                    ])
                #expect(
                    gate.tracks.allSatisfy {
                        $0.start.time >= gate.coverage[0].start.time && $0.end.time <= gate.coverage[1].end.time
                    })

                #expect(try await cluster.run("requisition", "suspend", requisition).status == 0)
                let refused = try await cluster.run("review", "start", "--requisition", requisition, "--again")
                #expect(refused.status == 1 && refused.lastWord.contains("relecture requisition resume \(requisition)"))
                #expect(try await cluster.run("requisition", "resume", requisition).status == 0)
                let prolonged = try await cluster.run(
                    "requisition", "extend", requisition, "--ordered-by", "the judge", "--expires",
                    "2099-06-01T00:00:00Z")
                #expect(prolonged.status == 0)
                let shown = try await cluster.run("requisition", "show", requisition)
                #expect(shown.output.contains("extended     ") && shown.output.contains("ordered by the judge"))
                #expect(shown.output.contains("magistrate   C. Judge"))
            }
        }

        @Test func everythingThatIsWrongWithAnOrderIsToldByItsPlaceAndNothingIsOpened() async throws {
            try await TestCluster.with { cluster in
                let file = cluster.folder + "/order.json"
                let wrong = Self.order.replacing("\"gate\"", with: "\"gate\", \"gate\"").replacing(
                    "purpose", with: "aim")
                try wrong.write(toFile: file, atomically: true, encoding: .utf8)
                let refused = try await cluster.run("requisition", "open", "--file", file)
                #expect(refused.status == 1 && refused.output.isEmpty)
                #expect(refused.errors.contains("\(file): /aim: ") && refused.errors.contains("\(file): /cameras/1: "))
                #expect(
                    refused.lastWord.lowercased().hasPrefix("error:") && refused.lastWord.contains("2 things are wrong")
                )
                let other = cluster.folder + "/order.toml"
                try "reference = 'x'\nflagrance = = true\n".write(toFile: other, atomically: true, encoding: .utf8)
                let unread = try await cluster.run("requisition", "open", "--file", other)
                #expect(unread.status == 1 && unread.lastWord.contains("orders are JSON"), "\(unread.errors)")
                #expect(unread.lastWord.contains("`relecture requisition schema`"))
                #expect(try await cluster.run("requisition", "list", "--format", "json").lines == ["[]"])
                let both = try await cluster.run("requisition", "open", "--file", file, "--reference", "x")
                #expect(both.status == 64)
            }
        }

        @Test func aForgedChunkIsNotDecodedEvenIfTheDatabaseWasPersuaded() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "10s")
                // A database owner can drop the guards; the worker must then distrust what it reads.
                for trigger in ["chunk_in_place", "claim_in_force", "chunk_in_scope"] {
                    try await cluster.store.execute("DROP TRIGGER \(trigger) ON relecture.chunk")
                }
                try await cluster.store.execute(
                    """
                    UPDATE relecture.chunk SET starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day'
                    """)
                try await cluster.whileRunning([["coordinator", "run"], ["worker", "run", "--slots", "1"]]) { _ in
                    let watched = try await cluster.run("review", "watch", review)
                    #expect(watched.lines == ["complete-with-holes"])
                }
                let reasons = try await cluster.run(
                    "chunk", "list", "--state", "quarantined", "--format", "json", "--review", review)
                #expect(reasons.output.contains("out-of-scope"), "\(reasons.output)")
                let frames: Int64? = try await cluster.store.value(
                    "SELECT coalesce(sum(frames_analysed), 0)::bigint FROM relecture.chunk")
                #expect(frames == 0)
            }
        }
    }
}
