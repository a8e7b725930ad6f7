import Foundation
import TestSupport
import Testing

extension RealProcesses {
    struct JournalCommandTests {
        private struct Entry: Decodable {
            let entry: Int
            let person: String
            let kind: String
            let act: String
            let requisition: String
            let subject: String
            let reason: String
            let detail: String
        }

        private func entries(_ cluster: TestCluster) async throws -> [Entry] {
            let listed = try await cluster.run("journal", "list", "--format", "json")
            return try JSONDecoder().decode([Entry].self, from: Data(listed.output.utf8))
        }

        @Test func everyAccessIsEnteredWithWhoAndWhyAndSoIsEveryRefusal() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                let requisition = try #require(
                    try await cluster.store.value("SELECT id::text FROM relecture.requisition", as: String.self))
                let asked = try await cluster.run(
                    "timeline", review, "--person", "Cpt. Martin", "--reason", "a lead of 3 March", "--recipient",
                    "the judge")
                #expect(asked.status == 0)
                #expect(try await cluster.run("timeline", review, "--camera", "yard").status == 1)
                #expect(try await cluster.run("chunk", "requeue", "1").status == 1)
                let told = try await entries(cluster)
                #expect(
                    told.map { "\($0.kind) \($0.act)" } == [
                        "change requisition open", "change requisition opened", "collection footage import",
                        "change review start", "change review started", "communication timeline",
                        "consultation timeline",
                        "refusal timeline", "change chunk requeue", "refusal chunk requeue",
                        "consultation journal list",
                    ])
                #expect(told[1...9].allSatisfy { $0.requisition == requisition })
                #expect(told[4...7].allSatisfy { $0.subject == "review \(review)" })
                #expect(told[5].person == "Cpt. Martin" && told[5].reason == "a lead of 3 March")
                #expect(told[5].detail == "to the judge" && told[7].detail.contains("yard"))
                #expect(told.filter { $0.person == "tester" && $0.reason == "a test" }.count == told.count - 1)
            }
        }

        @Test func whoGivesNoReasonGetsNothing() async throws {
            try await TestCluster.with { cluster in
                let requisition = try await cluster.openRequisition()
                for arguments in [
                    ["requisition", "show", requisition], ["review", "list"], ["chunk", "list"], ["journal", "list"],
                    ["footage", "list", "--requisition", requisition],
                ] {
                    let outcome = try await cluster.run(arguments, environment: ["RELECTURE_REASON": " "])
                    #expect(
                        outcome.status == 64 && outcome.output.isEmpty && outcome.lastWord.contains("RELECTURE_REASON"))
                }
                #expect(try await entries(cluster).count == 3)
            }
        }

        @Test func runEntersItsReferenceAsTheReason() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    ["run", footage, "--reference", "2026/1234", "--authority", "order", "--quiet"],
                    environment: ["RELECTURE_PERSON": "", "RELECTURE_REASON": ""])
                try #require(outcome.status == 0, "\(outcome.errors)")
                let told = try await entries(cluster).dropLast()
                #expect(told.map(\.act) == ["run", "requisition opened", "review started"])
                #expect(told.allSatisfy { $0.reason == "2026/1234" && $0.person == NSUserName() })
            }
        }

        @Test func anchorsAndExportsAreSignedAndShowATailThatWasCut() async throws {
            try await TestCluster.with { cluster in
                let key = cluster.folder + "/site-key"
                let anchors = cluster.folder + "/anchors"
                let environment = ["RELECTURE_SITE_KEY": key]
                let early = try await cluster.run("journal", "anchor", environment: environment)
                #expect(early.status == 1 && early.lastWord.contains("relecture site-key create"))
                let publicKey = try await cluster.line("site-key", "create", environment: environment)
                for _ in 1...2 {
                    _ = try await cluster.openRequisition()
                    let anchored = try await cluster.run(
                        "journal", "anchor", "--output", anchors, environment: environment)
                    #expect(anchored.status == 0 && anchored.output.isEmpty)
                }
                let verify = ["journal", "verify", "--anchor", anchors, "--key", publicKey]
                #expect(try await cluster.run(verify).lines.last?.hasPrefix("anchors   2 agree") == true)
                let exported = try await cluster.run(
                    "journal", "export", "--recipient", "the judge", environment: environment)
                let count = try await entries(cluster).count
                #expect(exported.status == 0 && exported.lines.count == count)
                #expect(exported.lines.last?.contains(publicKey) == true)
                let stranger = try await cluster.run(
                    "journal", "verify", "--anchor", anchors, "--key", String(repeating: "0", count: 64))
                #expect(stranger.status == 1 && stranger.lastWord.contains("not with the given one"))
                try await cluster.store.execute("ALTER TABLE relecture.journal DISABLE TRIGGER journal_guard")
                try await cluster.store.execute("DELETE FROM relecture.journal WHERE id > 4")
                let cut = try await cluster.run(verify)
                #expect(cut.status == 1 && cut.lastWord.contains("the journal is not as it was written"))
            }
        }
    }
}
