import Chronology
import Footage
import Foundation
import SampleFootage
import TestSupport
import Testing

extension RealProcesses {
    struct KnownAnswerCommandTests {
        private struct Shown: Decodable {
            struct Answers: Decodable {
                struct Group: Decodable {
                    let camera: String
                    let light: String
                    let clips: Int
                }
                let clips: Int
                let presences: Int
                let found: Int
                let falseAlarms: Int
                let seconds: Double
                let groups: [Group]
            }
            let knownAnswers: Answers?
        }

        /// Writes the truth about a sample file as a person would label it. Returns the number of presences.
        private func label(_ file: SampleTruth.File, of camera: SampleTruth.Camera, at path: String) throws -> Int {
            let span = (file.start.time, file.end.time)
            func seconds(_ moment: SampleTruth.Moment) -> Double {
                Double(min(max(moment.time, span.0), span.1).microseconds - span.0.microseconds) / 1_000_000
            }
            let presences = camera.movers.filter { $0.start.time < span.1 && span.0 < $0.end.time }.map { mover in
                let boxes = mover.path.filter { span.0 <= $0.at.time && $0.at.time < span.1 }.map {
                    ["at": seconds($0.at), "x": $0.x, "y": $0.y, "width": $0.width, "height": $0.height]
                }
                return ["start": seconds(mover.start), "end": seconds(mover.end), "boxes": boxes] as [String: Any]
            }
            let data = try JSONSerialization.data(withJSONObject: ["presences": presences])
            try data.write(to: URL(fileURLWithPath: path))
            return presences.count
        }

        @Test func recallOnTheSampleIsPrintedBesideTheFindings() async throws {
            let footage = try await SampleClips.gate.value
            let folder = (footage as NSString).deletingLastPathComponent
            let truth = try JSONDecoder().decode(
                SampleTruth.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/truth.json")))
            let camera = try #require(truth.cameras.first)
            let file = try #require(camera.files.first)
            try await TestCluster.with { cluster in
                let clip = cluster.folder + "/clip.mp4"
                try FileManager.default.copyItem(atPath: "\(folder)/\(file.name)", toPath: clip)
                let labels = cluster.folder + "/labels.json"
                let presences = try label(file, of: camera, at: labels)
                #expect(presences > 0)
                let requisition = try await cluster.openRequisition()
                _ = try await cluster.run("footage", "import", footage, "--requisition", requisition)
                let start = ["review", "start", "--requisition", requisition, "--known-answers"]
                let early = try await cluster.run(start)
                #expect(early.status == 1 && early.lastWord.contains("known-answer add") && early.lines.count == 1)

                let add = ["known-answer", "add", clip, "--labels", labels, "--camera", "gate", "--light", "night"]
                let number = try await cluster.run(add)
                try #require(number.status == 0, "\(number.errors)")
                #expect(try await cluster.run(add).lines == number.lines)
                let started = try await cluster.run(start)
                try #require(started.status == 0 && started.lines == early.lines, "\(started.errors)")
                let review = started.lines[0]
                let waiting = try await cluster.run("review", "show", review)
                #expect(waiting.output.contains("clips        0 of 1 labelled clips measured"), "\(waiting.output)")
                try await cluster.whileRunning([["worker", "run", "--slots", "1"]]) { _ in
                    try await eventually("an idle worker has reviewed the clip") {
                        try await cluster.store.value(
                            "SELECT count(*) FROM relecture.review_check WHERE state = 'done'") == 1
                    }
                }
                let shown = try await cluster.run("review", "show", review, "--format", "json")
                let answers = try #require(
                    try JSONDecoder().decode(Shown.self, from: Data(shown.output.utf8)).knownAnswers)
                #expect(answers.clips == 1 && answers.presences == presences)
                #expect(answers.found >= presences - 1 && answers.found > 0 && answers.falseAlarms <= 1)
                #expect(answers.seconds > 10 && answers.groups.map(\.camera) == ["gate"])
                #expect(answers.groups.map(\.light) == ["night"])
                let table = try await cluster.run("timeline", review)
                #expect(table.output.contains("Known answers: recall \(answers.found) of \(presences), "))

                #expect(try await cluster.run("known-answer", "list").output.contains(clip))
                let other = "\(folder)/\(try #require(camera.files.last).name)"
                try FileManager.default.removeItem(atPath: clip)
                try FileManager.default.copyItem(atPath: other, toPath: clip)
                let changed = try await cluster.run("known-answer", "run", review)
                #expect(changed.status == 1 && changed.lastWord.contains("is not the clip that was labelled"))
                #expect(try await cluster.run(["known-answer", "remove"] + number.lines).status == 0)
                #expect(try await cluster.run(["known-answer", "remove"] + number.lines).status == 1)
            }
        }

        @Test func labelsThatCannotBeRightAreRefused() async throws {
            let footage = try await SampleClips.gate.value
            let file = try #require(try FileManager.default.contentsOfDirectory(atPath: footage).sorted().first)
            try await TestCluster.with { cluster in
                let labels = cluster.folder + "/labels.json"
                for (text, word) in [
                    ("{}", "holds no labels"), (#"{"presences":[{"start":5,"end":5}]}"#, "ends before it starts"),
                    (#"{"presences":[{"start":999,"end":1000}]}"#, "outside of the clip"),
                    (
                        #"{"presences":[{"start":1,"end":2,"boxes":[{"at":3,"x":0,"y":0,"width":1,"height":1}]}]}"#,
                        "box outside of its time"
                    ),
                ] {
                    try Data(text.utf8).write(to: URL(fileURLWithPath: labels))
                    let outcome = try await cluster.run(
                        "known-answer", "add", "\(footage)/\(file)", "--labels", labels, "--camera", "gate", "--light",
                        "day")
                    #expect(outcome.status == 1 && outcome.lastWord.contains(word), "\(outcome.errors)")
                }
            }
        }
    }
}
