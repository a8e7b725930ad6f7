import Chronology
import Footage
import Formats
import Foundation
import Postgres
import SampleFootage
import TestSupport
import Testing

extension RealProcesses {
    /// Runs the queries of deploy/docs/sql.md on the reviewed sample and its clock anchors.
    struct CookbookProcessTests {
        private static let newest =
            "SELECT review FROM timeline.reviews WHERE reference = '2026/1234' ORDER BY created_at DESC LIMIT 1 \\gset\n"

        /// Runs statements in one `psql` and returns the output of each, without trailing spaces.
        private func ask(_ statements: [String], _ cluster: TestCluster) async throws -> [String] {
            let mark = "@@@"
            let script = cluster.folder + "/\(UUID().uuidString).sql"
            let text = statements.map { "\\echo \(mark)\n\($0)\n" }.joined()
            try ("SET timezone = 'UTC';\n" + Self.newest + text).write(
                toFile: script, atomically: true, encoding: .utf8)
            let arguments = [
                "-X", "-q", "-v", "ON_ERROR_STOP=1", "-P", "footer=off", "-P", "pager=off", "-f", script,
                cluster.store.url,
            ]
            let output = cluster.folder + "/psql.out"
            _ = FileManager.default.createFile(atPath: output, contents: nil)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["psql"] + arguments
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
            (process.standardOutput, process.standardError, process.standardInput) = (
                handle, handle, FileHandle.nullDevice
            )
            let ends = AsyncStream.makeStream(of: Void.self)
            process.terminationHandler = { _ in ends.continuation.finish() }
            try process.run()
            for await _ in ends.stream {}
            let answer = try String(contentsOfFile: output, encoding: .utf8)
            try #require(process.terminationStatus == 0, "\(answer)")
            return answer.components(separatedBy: mark + "\n").dropFirst().map { part in
                part.split(separator: "\n").map { line in
                    String(line.reversed().drop { $0 == " " }.reversed())
                }.joined(separator: "\n")
            }
        }

        @Test func everyQuestionIsAnsweredAsThePageSaysAndAsTheSampleTrulyIs() async throws {
            let page = try String(
                contentsOf: MonitoringFiles.root.appendingPathComponent("deploy/docs/sql.md"), encoding: .utf8)
            let questions = Cookbook(markdown: page).questions
            #expect(questions.count >= 32 && questions.filter { $0.answer == nil }.count <= 1)
            let truth = try await SampleClips.all.value.truth
            try await TestCluster.with(copying: try await ReviewedSample.ofRun.value) { cluster in
                let answers = try await ask(questions.map(\.query), cluster)
                try #require(answers.count == questions.count)
                for (question, answer) in zip(questions, answers) {
                    #expect(answer.split(separator: "\n").count >= 3, "no rows: \(question.title)")
                    if let expected = question.answer { #expect(answer == expected, "\(question.title)") }
                }
                try await checkTruth(truth, cluster)
                try await checkClocks(cluster)
            }
        }

        /// Compares with ground truth from another program, since the page and the views could be wrong together.
        private func checkTruth(_ truth: SampleTruth, _ cluster: TestCluster) async throws {
            for camera in truth.cameras {
                let movers = camera.movers.sorted { ($0.start.time, $0.id) < ($1.start.time, $1.id) }
                let rows = try await cluster.store.rows(
                    """
                    SELECT extract(epoch FROM starts_at)::float8 AS start, extract(epoch FROM ends_at)::float8 AS end,
                        direction, dx::float8 AS dx,
                        (SELECT extract(epoch FROM min(at))::float8 FROM timeline.crossings(review, camera, '((0.5,1),(0.5,0))') c
                            WHERE c.track = m.track) AS crossed
                    FROM timeline.motion m WHERE camera = $1
                    """, [camera.camera])
                try #require(rows.count == movers.count, "\(camera.camera)")
                var found: [(start: Double, end: Double, dx: Double, crossed: Double?)] = try rows.map {
                    (try $0.decode("start"), try $0.decode("end"), try $0.decode("dx"), try $0.decode("crossed"))
                }
                for mover in movers {
                    let (start, end) = (mover.start.time.seconds, mover.end.time.seconds)
                    let first = try #require(mover.path.first), last = try #require(mover.path.last)
                    let dx = last.x + last.width / 2 - first.x - first.width / 2
                    let match = try #require(
                        found.firstIndex {
                            abs($0.start - start) < 1 && abs($0.end - end) < 1 && abs($0.dx - dx) < 0.1
                        },
                        "\(camera.camera): no track like mover \(mover.id)")
                    let track = found.remove(at: match)
                    let side = mover.path.map { $0.x + $0.width / 2 < 0.5 }
                    let crossing = side.indices.dropFirst().first { side[$0] != side[$0 - 1] }
                    #expect((crossing == nil) == (track.crossed == nil), "\(camera.camera): mover \(mover.id)")
                    if let crossing, let crossed = track.crossed {
                        #expect(abs(crossed - mover.path[crossing].at.time.seconds) < 1.2, "mover \(mover.id)")
                    }
                }
                let analysed: Double? = try await cluster.store.value(
                    "SELECT extract(epoch FROM analysed)::float8 FROM timeline.coverage_summary WHERE camera = $1",
                    [camera.camera])
                let filmed = camera.files.reduce(0) { $0 + $1.end.time.seconds - $1.start.time.seconds }
                #expect(abs(try #require(analysed) - filmed) < 0.001)
            }
            let doubt: Int? = try await cluster.store.value(
                """
                SELECT count(*) FROM timeline.provenance a JOIN timeline.provenance b ON a.camera = b.camera
                    AND a.during && b.during AND a.starts_at < b.starts_at
                """)
            #expect(doubt == 0, "no moment may have two states")
        }

        /// Anchors change query results but nothing that is stored.
        private func checkClocks(_ cluster: TestCluster) async throws {
            let requisition: String = try #require(
                try await cluster.store.value("SELECT requisition::text FROM timeline.reviews"))
            let review: String = try #require(
                try await cluster.store.value("SELECT review::text FROM timeline.reviews"))
            let before = try await cluster.run("timeline", review, "--format", "json").output
            let clock = ["--requisition", requisition, "--camera", "gate"]
            let set = try await cluster.run(
                ["clock", "set"] + clock + [
                    "--shown", "2026-03-01T21:58:12Z", "--true", "2026-03-01T22:00:00Z", "--uncertainty", "2s",
                    "--source",
                    "the speaking clock",
                ])
            try #require(set.status == 0 && set.output.isEmpty, "\(set.errors)")
            let listed = try await cluster.run("clock", "list", "--requisition", requisition, "--format", "json")
            #expect(listed.output.contains(#""correction":108"#) && listed.output.contains("the speaking clock"))
            let moved = try await ask(
                [
                    "SELECT true_start - starts_at AS off, clock_uncertainty FROM timeline.tracks WHERE camera = 'gate' AND track = 1;"
                ], cluster)
            #expect(moved.first?.hasSuffix(" 00:01:48 | 00:00:02") == true, "\(moved)")
            #expect(try await cluster.run("timeline", review, "--format", "json").output == before)
            for (arguments, word) in [
                (["--shown", "2026-03-01T21:59:00Z", "--true", "2026-03-01T21:59:00Z"], "clock remove"),
                (["--shown", "2026-03-01T21:58:12Z", "--true", "2026-03-01T22:00:00Z", "--camera", "roof"], "roof"),
            ] {
                let refused = try await cluster.run(
                    ["clock", "set"] + clock + arguments + ["--uncertainty", "2s", "--source", "a guess"])
                #expect(refused.status == 1 && refused.lastWord.contains(word), "\(refused.errors)")
            }
            let removed = try await cluster.run(["clock", "remove"] + clock + ["--shown", "2026-03-01T21:58:12Z"])
            #expect(removed.status == 0, "\(removed.errors)")
            let acts: [String] = try await cluster.store.rows(
                "SELECT kind || ' ' || act AS act FROM relecture.journal WHERE act LIKE 'clock%' ORDER BY id"
            ).map { try $0.decode("act") }
            #expect(
                acts == [
                    "change clock set", "consultation clock list", "change clock set", "refusal clock set",
                    "change clock set",
                    "refusal clock set", "change clock remove",
                ])
        }
    }
}

extension Timestamp {
    fileprivate var seconds: Double { Double(microseconds) / 1_000_000 }
}
