import Foundation
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct CustodyCommandTests {
        @Test func footageIsVerifiedAndAReviewReplayedComparedAndExported() async throws {
            let sample = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let footage = cluster.folder + "/gate"
                try FileManager.default.copyItem(atPath: sample, toPath: footage)
                try lengthen(footage)
                let requisition = try await cluster.openRequisition()
                let imported = try await cluster.run(
                    "footage", "import", footage, "--requisition", requisition, "--delivered-by", "Cpl. B", "--seal",
                    "S-12")
                try #require(imported.status == 0, "\(imported.errors)")
                let listed = try await cluster.run("footage", "list", "--requisition", requisition, "--format", "json")
                #expect(listed.output.contains(#""by":"Cpl. B""#) && listed.output.contains(#""seal":"S-12""#))
                let review = try await cluster.line(
                    "review", "start", "--requisition", requisition, "--chunk", "10s", "--double", "40%")
                try await cluster.whileRunning([["coordinator", "run"], ["worker", "run"]]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.status == 0)
                    // The only worker also does the second review.
                    try await eventually("an idle worker has replayed the share") {
                        try await cluster.store.value("SELECT count(*) FROM relecture.replay WHERE worker <> ''") == 3
                    }
                }
                try await checkThatOthersFindTheSame(as: review, footage, cluster)
                let shown = try await cluster.run("review", "show", review)
                #expect(shown.output.contains("double       40 %, 3 of 3 replayed, 0 different"), "\(shown.output)")
                try await checkReplays(of: review, requisition, cluster)
                try await checkFiles(of: requisition, review, imported.lines, footage, cluster)
            }
        }

        /// Appends a free box (ISO/IEC 14496-12, 8.1.2) to a file, so that it is longer than the part workers check.
        private func lengthen(_ footage: String) throws {
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: footage).sorted().first)
            let length = UInt32(17 << 20)
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(footage)/\(name)"))
            try file.seekToEnd()
            let size = withUnsafeBytes(of: length.bigEndian) { Data($0) }
            try file.write(contentsOf: size + Data("free".utf8) + Data(count: Int(length) - 8))
            try file.close()
        }

        /// Repeats the review as an opposing party would: with the files, under the order's windows.
        private func checkThatOthersFindTheSame(
            as review: String, _ footage: String, _ cluster: TestCluster
        ) async throws {
            let again = try await cluster.run(
                "run", footage, "--reference", "again", "--authority", "counter-expertise", "--window",
                "2026-03-01T21:00:00Z/2026-03-01T23:00:00Z", "--workers", "1", "--format", "json", "--quiet")
            try #require(again.status == 0, "\(again.errors)")
            #expect(try await TimelineDocument(again.output).digest == cluster.timeline(review).digest)
        }

        private func checkReplays(
            of review: String, _ requisition: String, _ cluster: TestCluster
        ) async throws {
            let replayed = try await cluster.run("review", "replay", review, "--quiet")
            #expect(replayed.status == 0 && replayed.lines.count == 4, "\(replayed.output) \(replayed.errors)")
            let shown = try await cluster.run("review", "show", review)
            #expect(shown.output.contains("double       40 %, 3 of 3 replayed, 0 different"), "\(shown.output)")
            let same = try await cluster.run("review", "diff", review, review)
            #expect(same.status == 0 && same.output.hasPrefix("the findings are equal"))

            let chunk = try #require(
                try await cluster.store.value("SELECT min(id) FROM relecture.chunk", as: Int64.self))
            try await cluster.store.execute(
                "UPDATE relecture.chunk SET frames_analysed = frames_analysed + 1 WHERE id = $1", [chunk])
            let different = try await cluster.run(
                "review", "replay", review, "--chunk", "\(chunk)", "--format", "json", "--quiet")
            #expect(different.status == 1 && different.output.contains("frames analysed: "), "\(different.errors)")
            #expect(different.output.contains(#""equal":false"#))
            // A second review of the same footage, with no worker: all of it is pending.
            let other = try await cluster.line(
                "review", "start", "--requisition", requisition, "--chunk", "10s", "--again")
            let differing = try await cluster.run("review", "diff", review, other, "--format", "json")
            #expect(differing.status == 1 && differing.output.contains(#""sameFootage":true"#), "\(differing.errors)")
            #expect(differing.output.contains(#""sameProfile":true"#) && differing.output.contains("pending"))
        }

        private func checkFiles(
            of requisition: String, _ review: String, _ recordings: [String], _ footage: String,
            _ cluster: TestCluster
        ) async throws {
            let same = try await cluster.run("footage", "verify", "--requisition", requisition, "--quiet")
            #expect(same.status == 0 && same.output.contains("unchanged") && same.output.contains(footage))
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: footage).sorted().first)
            let file = URL(fileURLWithPath: "\(footage)/\(name)")
            var data = try Data(contentsOf: file)
            data[data.count - 10] ^= 1
            try data.write(to: file)
            let changed = try await cluster.run(
                ["footage", "verify", "--format", "json", "--quiet"] + recordings)
            #expect(changed.status == 1 && changed.output.contains(#""result":"changed""#))
            #expect(changed.output.contains(#""number":2"#) && changed.output.contains(#""result":"unchanged""#))
            let partly = try await pictures(of: review, to: "partly", cluster)
            try #require(partly.status == 3, "\(partly.errors)")
            #expect(partly.errors.contains("warning: no picture of track"))
            let list = try String(contentsOfFile: cluster.folder + "/partly/data/pictures.json", encoding: .utf8)
            #expect(list.contains("is not the file that was imported (changed)"))
            #expect(list.contains(#""file":"data/pictures/1-gate-"#))
            // One replay was of a result that had been altered; see above.
            let report = try String(contentsOfFile: cluster.folder + "/partly/data/report.html", encoding: .utf8)
            #expect(report.contains("Of the share of 40 % that workers were to review twice, 3 of 3 chunks were."))
            #expect(report.contains("1 of these results was different:</p>\n<ul><li>chunk "))
            #expect(report.contains(": frames analysed: ") && !partly.errors.contains("still to be"))
            try FileManager.default.removeItem(at: file)
            let missing = try await cluster.run("footage", "verify", "--requisition", requisition, "--quiet")
            #expect(missing.status == 1 && missing.output.contains("missing"))
            let none = try await pictures(of: review, to: "none", cluster)
            #expect(none.status == 1 && none.lastWord.contains("is not on this node"), "\(none.errors)")
            #expect(!FileManager.default.fileExists(atPath: cluster.folder + "/none"))
        }

        private func pictures(
            of review: String, to name: String, _ cluster: TestCluster
        ) async throws -> RelectureProcess.Outcome {
            let environment = ["RELECTURE_SITE_KEY": cluster.folder + "/site-key"]
            if !FileManager.default.fileExists(atPath: cluster.folder + "/site-key") {
                _ = try await cluster.line("site-key", "create", environment: environment)
            }
            return try await cluster.run(
                "evidence", "export", review, "--output", "\(cluster.folder)/\(name)", "--recipient", "the judge",
                "--pictures", "all", environment: environment)
        }
    }
}
