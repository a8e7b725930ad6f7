import Foundation
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct EvidenceCommandTests {
        @Test func bagOfAReviewIsSignedAndCheckedWithoutAnyServer() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                let bag = cluster.folder + "/bag"
                let environment = ["RELECTURE_SITE_KEY": cluster.folder + "/site-key"]
                let export = ["evidence", "export", review, "--output", bag, "--recipient", "the judge"]
                let key = try await cluster.line("site-key", "create", environment: environment)
                let early = try await cluster.run(export, environment: environment)
                #expect(early.status == 1 && early.lastWord.contains("running"))
                try await cluster.whileRunning([["coordinator", "run"], ["worker", "run"]]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.status == 0)
                }
                let exported = try await cluster.run(export, environment: environment)
                try #require(exported.status == 0, "\(exported.errors)")
                let alone = try await RelectureProcess(
                    ["evidence", "verify", bag, "--key", key], environment: [:], folder: cluster.folder
                ).end()
                #expect(alone.status == 0 && alone.lines == ["valid  14 files", "key    \(key)"])
                let timeline = try TimelineDocument(
                    String(contentsOfFile: bag + "/data/timeline.json", encoding: .utf8))
                #expect(timeline.digest == (try await cluster.timeline(review).digest))
                let journal = try String(contentsOfFile: bag + "/data/journal.jsonl", encoding: .utf8)
                #expect(journal.contains(#""detail":"to the judge""#) && journal.contains(#""act":"review start""#))
                try await checkWhatIsRemembered(of: bag, cluster)
                try checkWithOthers(bag)
                try Data("{}".utf8).write(to: URL(fileURLWithPath: bag + "/data/timeline.json"))
                let changed = try await cluster.run("evidence", "verify", bag)
                #expect(changed.status == 1 && changed.lastWord.contains("data/timeline.json was changed"))
            }
        }

        private func checkWhatIsRemembered(of bag: String, _ cluster: TestCluster) async throws {
            let rows = try await cluster.store.rows("SELECT path, digest, recipient FROM relecture.export")
            let row = try #require(rows.first)
            #expect(try row.decode("path", as: String.self) == bag && row.decode("recipient", as: String.self) == "the judge")
            #expect(try row.decode("digest", as: String.self).count == 128)
            let info = try String(contentsOfFile: bag + "/bag-info.txt", encoding: .utf8)
            #expect(info.contains("Relecture-Journal-Entry: "))
            let versions = try String(contentsOfFile: bag + "/data/versions.json", encoding: .utf8)
            #expect(versions.contains(#""chunks":2"#))
            let left = try FileManager.default.contentsOfDirectory(atPath: cluster.folder)
            #expect(!left.contains { $0.contains(".draft-") })
        }

        private func checkWithOthers(_ bag: String) throws {
            guard OtherReaders.areInstalled else { return }
            let script = """
                import sys, bagit, opentimelineio
                bagit.Bag(sys.argv[1]).validate()
                print(len(opentimelineio.adapters.read_from_file(sys.argv[1] + '/data/timeline.otio').find_clips()))
                """
            #expect(try OtherReaders.run(script, [bag]) == "2\n")
        }
    }
}
