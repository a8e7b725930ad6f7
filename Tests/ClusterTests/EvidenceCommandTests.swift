import Foundation
import Postgres
import TestSupport
import Testing
import Video

extension RealProcesses {
    struct EvidenceCommandTests {
        @Test func bagOfAReviewIsSignedAndCheckedWithoutAnyServer() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                let bag = cluster.folder + "/bag"
                let environment = ["RELECTURE_SITE_KEY": cluster.folder + "/site-key"]
                let export = ["evidence", "export", review, "--output", bag, "--recipient", "the judge"]
                let clips = ["--clips", "all", "--interval", "gate:2026-03-01T23:30:00Z/2026-03-01T23:40:00Z"]
                let pictures = ["--pictures", "all"]
                let key = try await cluster.line("site-key", "create", environment: environment)
                try await measureClock(cluster)
                let early = try await cluster.run(export, environment: environment)
                #expect(early.status == 1 && early.lastWord.contains("running"))
                try await cluster.whileRunning([["coordinator", "run"], ["worker", "run"]]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.status == 0)
                }
                let exported = try await cluster.run(export + clips + pictures, environment: environment)
                // The interval outside the scope yields no clip, which the status and a warning report.
                try #require(exported.status == 3, "\(exported.errors)")
                try await checkClocks(in: bag, cluster)
                #expect(exported.errors.contains("warning: no clip of gate from 2026-03-01T23:30:00"))
                let made = try checkClips(in: bag) + BagPictures(bag: bag, footage: footage).check()
                let alone = try await TestCluster.run(
                    ["evidence", "verify", bag, "--key", key], folder: cluster.folder)
                #expect(alone.status == 0 && alone.lines == ["valid  \(17 + made) files", "key    \(key)"])
                let timeline = try TimelineDocument(
                    String(contentsOfFile: bag + "/data/timeline.json", encoding: .utf8))
                #expect(timeline.digest == (try await cluster.timeline(review).digest))
                let journal = try String(contentsOfFile: bag + "/data/journal.jsonl", encoding: .utf8)
                #expect(journal.contains(#""detail":"to the judge""#) && journal.contains(#""act":"review start""#))
                try await checkWhatIsRemembered(of: bag, cluster)
                try Data("{}".utf8).write(to: URL(fileURLWithPath: bag + "/data/timeline.json"))
                let changed = try await cluster.run("evidence", "verify", bag)
                #expect(changed.status == 1 && changed.lastWord.contains("data/timeline.json was changed"))
            }
        }

        /// Checks the clips and returns how many there are.
        private func checkClips(in bag: String) throws -> Int {
            let data = FileManager.default.contents(atPath: bag + "/data/clips.json") ?? Data()
            let clips = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
            let made = clips.filter { $0["file"] != nil }
            // The interval outside the scope has no clip.
            #expect(!made.isEmpty && made.count == clips.count - 1)
            for clip in made {
                let container = try Container(path: "\(bag)/\(clip["file"] as? String ?? "")")
                var packet = Packet()
                var isKeyframe: [Bool] = []
                while try container.read(into: &packet) { isKeyframe.append(packet.isKeyframe) }
                #expect(isKeyframe.count == clip["pictures"] as? Int && isKeyframe.first == true)
                let asked = try #require(clip["wanted"] as? [String: String])
                let (first, last) = (clip["first"] as? String ?? "~", clip["last"] as? String ?? "")
                let (start, end) = (try #require(asked["start"]), try #require(asked["end"]))
                #expect(first <= start && last > first && first < end)
            }
            return made.count
        }

        /// Stores what `clock set` would enter.
        private func measureClock(_ cluster: TestCluster) async throws {
            try await cluster.store.execute(
                """
                INSERT INTO relecture.clock_anchor (requisition_id, camera, shown, true_at, uncertainty, source)
                SELECT id, 'gate', '2026-03-01T21:58:12Z', '2026-03-01T22:00:00Z', '2 s', 'the <speaking> clock'
                FROM relecture.requisition
                """)
        }

        private func checkClocks(in bag: String, _ cluster: TestCluster) async throws {
            let clocks = try String(contentsOfFile: bag + "/data/clocks.json", encoding: .utf8)
            let anchor =
                #"{"correction":108,"shown":"2026-03-01T21:58:12.000000Z","source":"the <speaking> clock","#
                + #""true":"2026-03-01T22:00:00.000000Z","uncertainty":2}"#
            #expect(clocks == #"[{"anchors":[\#(anchor)],"camera":"gate","clock":"file-name"}]"# + "\n")
            let sentence =
                "Measured: the clock showed 2026-03-01T21:58:12.000000Z when it was 2026-03-01T22:00:00.000000Z "
                + "+-2 s (the &lt;speaking&gt; clock)."
            for file in ["report.html", "cameras/1-gate.vtt"] {
                #expect(try String(contentsOfFile: "\(bag)/data/\(file)", encoding: .utf8).contains(sentence))
            }
        }

        private func checkWhatIsRemembered(of bag: String, _ cluster: TestCluster) async throws {
            let rows = try await cluster.store.rows("SELECT path, digest, recipient FROM relecture.export")
            let row = try #require(rows.first)
            let kept: [String] = try ["path", "recipient", "digest"].map { try row.decode($0) }
            #expect(kept.prefix(2) == [bag, "the judge"] && kept[2].count == 128)
            let info = try String(contentsOfFile: bag + "/bag-info.txt", encoding: .utf8)
            #expect(info.contains("Relecture-Journal-Entry: "))
            let versions = try String(contentsOfFile: bag + "/data/versions.json", encoding: .utf8)
            #expect(versions.contains(#""chunks":2"#))
            let left = try FileManager.default.contentsOfDirectory(atPath: cluster.folder)
            #expect(!left.contains { $0.contains(".draft-") })
        }

        @Test(.enabled(if: OtherReaders.areInstalled, "needs bagit: run deploy/prepare --tests"))
        func othersReadTheBagAndItsEditingTimeline() async throws {
            try await TestCluster.with(copying: try await ReviewedSample.ofRequisition.value) { plain in
                let cluster = plain.with(["RELECTURE_SITE_KEY": plain.folder + "/site-key"])
                _ = try await cluster.line("site-key", "create")
                let bag = cluster.folder + "/bag"
                let review = try await cluster.onlyReview()
                let exported = try await cluster.run(
                    "evidence", "export", review, "--output", bag, "--recipient", "the judge")
                try #require(exported.status == 0, "\(exported.errors)")
                let script = """
                    import sys, bagit, opentimelineio
                    bagit.Bag(sys.argv[1]).validate()
                    print(len(opentimelineio.adapters.read_from_file(sys.argv[1] + '/data/timeline.otio').find_clips()))
                    """
                let recordings: Int = try #require(
                    try await cluster.store.value("SELECT count(*) FROM relecture.recording"))
                #expect(try OtherReaders.run(script, [bag]) == "\(recordings)\n")
            }
        }
    }
}
