import Foundation
import Postgres
import TestSupport
import Testing
import WorkLedger

extension RealProcesses {
    struct StepByStepTests {
        @Test func reviewStepByStepFromRequisitionToTimeline() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let requisition = try await cluster.openRequisition()
                let imported = try await cluster.run("footage", "import", footage, "--requisition", requisition)
                #expect(imported.status == 0 && imported.lines.count == 2)
                #expect(imported.lines.allSatisfy { $0.count == 36 })
                let again = try await cluster.run("footage", "import", footage, "--requisition", requisition)
                #expect(again.lines.sorted() == imported.lines.sorted())

                let cost = try await cluster.run(
                    "review", "start", "--requisition", requisition, "--chunk", "10s", "--dry-run", "--format", "json")
                let estimate = try #require(
                    try JSONSerialization.jsonObject(with: Data(cost.output.utf8)) as? [String: Any])
                #expect(estimate["footage"] as? Double == 60 && estimate["chunks"] as? Int == 6)
                #expect(try await cluster.store.database.reviews().isEmpty)

                let review = try await cluster.line("review", "start", "--requisition", requisition, "--chunk", "10s")
                let early = try await cluster.run("timeline", review, "--format", "json")
                #expect(early.status == 0)
                #expect(try TimelineDocument(early.output).cameras[0].states.contains("pending"))
                try await checkTheEnd(of: review, requisition: requisition, cluster)
            }
        }

        private func checkTheEnd(of review: String, requisition: String, _ cluster: TestCluster) async throws {
            try await cluster.whileRunning([
                ["coordinator", "run"], ["worker", "run", "--slots", "1", "--name", "a"],
                ["worker", "run", "--slots", "1", "--name", "b"],
            ]) { _ in
                let watched = try await cluster.run("review", "watch", review)
                #expect(watched.status == 0 && watched.lines == ["complete"])
                #expect(watched.errors.contains("100 %"))
            }
            let shown = try await cluster.run("review", "show", review, "--format", "json")
            #expect(shown.output.contains(#""state":"complete""#))
            let timeline = try await cluster.timeline(review)
            #expect(timeline.format == "relecture-timeline/1" && timeline.reference == "2026/7")
            #expect(timeline.review == review && timeline.requisition == requisition)
            let gate = try #require(timeline.cameras.first)
            #expect(gate.camera == "gate" && gate.clock == "file-name")
            #expect(gate.states == ["gap", "analysed", "gap", "analysed", "gap"])
            #expect(!gate.activity.isEmpty && !gate.tracks.isEmpty)
            try await checkOtherForms(review, gate, cluster)
        }

        private func checkOtherForms(
            _ review: String, _ gate: TimelineDocument.Camera, _ cluster: TestCluster
        ) async throws {
            let csv = try await cluster.run("timeline", review, "--format", "csv")
            #expect(csv.lines.count == 1 + gate.coverage.count + gate.activity.count + gate.tracks.count)
            let mot = try await cluster.run("timeline", review, "--format", "mot", "--camera", "gate")
            let rows = mot.lines.map { $0.split(separator: ",") }
            #expect(!rows.isEmpty && rows.allSatisfy { $0.count == 10 })
            #expect(Set(rows.compactMap { Int($0[1]) }) == Set(gate.tracks.map(\.id)))
            #expect(rows.allSatisfy { (1...750).contains(Int($0[0]) ?? 0) })
            let table = try await cluster.run("timeline", review)
            #expect(table.status == 0 && table.output.contains("Camera gate (clock: file-name)"))
            let file = cluster.folder + "/timeline.json"
            let written = try await cluster.run("timeline", review, "--format", "json", "--output", file)
            #expect(written.status == 0 && written.output.isEmpty)
            #expect(try TimelineDocument(String(contentsOfFile: file, encoding: .utf8)).review == review)
        }

        @Test func cancelledReviewIsToldByItsWatchAndItsState() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "5s")
                let cut = try await cluster.run("chunk", "list", "--limit", "1")
                #expect(cut.status == 0 && cut.lines.count == 2 && cut.errors.contains("more than the 1 chunks listed"))
                let all = try await cluster.run("chunk", "list")
                #expect(
                    all.status == 0 && all.lines.count > 2 && !all.errors.contains("chunks listed"), "\(all.errors)")
                #expect(try await cluster.run("review", "cancel", review).status == 0)
                let watched = try await cluster.watch(review)
                #expect(watched.status == 1 && watched.lines == ["cancelled"])
                #expect(watched.lastWord.lowercased().hasPrefix("error:"))
                let again = try await cluster.run("review", "cancel", review)
                #expect(again.status == 1 && again.lastWord.contains("cancelled already"))
            }
        }

        @Test func skippedChunkIsAHoleUntilItIsQueuedAgain() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                let chunk = try #require(
                    try await cluster.store.value("SELECT min(id) FROM relecture.chunk", as: Int64.self))
                #expect(try await cluster.run("chunk", "skip", "\(chunk)").status == 0)
                try await cluster.whileRunning([
                    ["coordinator", "run"], ["worker", "run", "--slots", "1"],
                ]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.status == 3 && watched.lines == ["complete-with-holes"])
                    #expect(try await cluster.run("timeline", review).status == 3)
                    #expect(try await cluster.run("chunk", "requeue", "\(chunk)").status == 0)
                    #expect(try await cluster.watch(review).lines == ["complete"])
                }
                #expect(try await cluster.run("timeline", review).status == 0)
            }
        }

        @Test func drainedWorkerTakesNothingUntilItMayWorkAgain() async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                _ = try await cluster.store.worker("a")
                #expect(try await cluster.run("worker", "drain", "a").status == 0)
                #expect(try await cluster.run("worker", "list").output.contains("draining"))
                #expect(try await cluster.run("worker", "resume", "a").status == 0)
                let review = try await cluster.startReview(of: footage, chunk: "whole")
                try await cluster.whileRunning([
                    ["coordinator", "run"], ["worker", "run", "--slots", "1", "--name", "a"],
                ]) { _ in
                    let watched = try await cluster.watch(review)
                    #expect(watched.status == 0)
                }
                let list = try await cluster.run("worker", "list", "--format", "json")
                #expect(list.output.contains(#""chunksDone":2"#) && list.output.contains(#""state":"stopped""#))
            }
        }
    }
}
