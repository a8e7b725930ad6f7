import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct EraseCommandTests {
        /// Provides a cluster with a site key and a review whose tickets are queued.
        private func withReview(
            _ body: (_ cluster: TestCluster, _ requisition: String, _ review: String, _ key: String) async throws ->
                Void
        ) async throws {
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { plain in
                let cluster = plain.with(["RELECTURE_SITE_KEY": plain.folder + "/site-key"])
                let key = try await cluster.line("site-key", "create")
                let review = try await cluster.startReview(of: footage, chunk: "10s")
                let requisition: String? = try await cluster.store.value("SELECT id::text FROM relecture.requisition")
                // No worker runs, so the tickets stay in the queues.
                try await cluster.whileRunning([["coordinator", "run"]]) { _ in
                    try await eventually("tickets were sent") {
                        try await cluster.store.value(
                            "SELECT count(*) > 0 AND count(*) = count(dispatched_at) FROM relecture.chunk") == true
                    }
                }
                try await body(cluster, try #require(requisition), review, key)
            }
        }

        @Test func erasureKilledInTheMiddleGoesOnAndProvesThatNothingIsLeft() async throws {
            try await withReview { cluster, requisition, review, key in
                let early = try await cluster.run("erase", "--verify", requisition)
                #expect(early.status == 1 && early.output.contains("rows of relecture.chunk"))
                #expect(early.output.contains("requisition \(requisition) is open"))
                let refused = try await cluster.run("erase", requisition)
                #expect(refused.status == 1 && refused.lastWord.contains("--order"))

                var erase = [
                    "erase", requisition, "--order", "Judge Dupont", "--output", cluster.folder + "/certificates",
                ]
                let exported = try await export(from: requisition, in: cluster)
                let unreachable = try await cluster.run(erase)
                #expect(unreachable.status == 1 && unreachable.lastWord.contains("is on elsewhere"))
                #expect(!FileManager.default.fileExists(atPath: exported))
                erase += ["--leave", "elsewhere"]

                let lock = PostgresConnection(
                    to: try PostgresEndpoint(cluster.store.url), applicationName: "relecture-tests")
                // The table rewrite waits for readers; the deletion does not.
                try await lock.withSession { try $0.script("BEGIN; LOCK TABLE relecture.attempt IN ACCESS SHARE MODE") }
                let killed = try cluster.start(erase)
                try await eventually("the tickets are gone, and the tables are not rewritten") {
                    try await cluster.store.value("SELECT step = 'tickets' FROM relecture.erasure") == true
                }
                killed.send(SIGKILL)
                #expect(try await killed.end().signal == SIGKILL)
                await lock.close()
                let half = try await cluster.run("erase", "run", "--verify", requisition)
                #expect(half.status == 1 && half.output.contains("stands at step tickets"))

                let done = try await cluster.run(erase)
                try #require(done.status == 0, "\(done.errors)")
                #expect(
                    done.output.contains("rows of relecture.chunk")
                        && done.output.contains("Judge Dupont, cause: order"))
                #expect(done.output.contains("not deleted: it is on elsewhere, beyond reach"))
                #expect(done.output.contains(": deleted\n"))
                let tickets = done.output.firstMatch(of: /(\d+) tickets/).flatMap { Int($0.output.1) }
                #expect(tickets ?? 0 > 0)
                let proof = try await cluster.run("erase", "--verify", requisition)
                #expect(proof.status == 0 && proof.output.hasPrefix("nothing left"), "\(proof.errors)")
                try await check(cluster, requisition, review, key)
            }
        }

        /// Records one export on this machine and one on another. Returns the path of the first.
        private func export(from requisition: String, in cluster: TestCluster) async throws -> String {
            let path = cluster.folder + "/timeline.json"
            try Data("found".utf8).write(to: URL(fileURLWithPath: path))
            for host in [ProcessInfo.processInfo.hostName, "elsewhere"] {
                try await cluster.store.execute(
                    """
                    INSERT INTO relecture.export (id, requisition_id, kind, path, host, digest, recipient)
                    VALUES (gen_random_uuid(), $1::uuid, 'timeline', $2, $3, encode(sha256('found'), 'hex'), 'the judge')
                    """, [requisition, path, host])
            }
            return path
        }

        private func check(
            _ cluster: TestCluster, _ requisition: String, _ review: String, _ key: String
        ) async throws {
            let file = "\(cluster.folder)/certificates/erasure-\(requisition).json"
            let checked = try await TestCluster.run(["erase", "check", file, "--key", key], folder: cluster.folder)
            #expect(checked.status == 0 && checked.output.contains("signed with the key above (the given one)"))
            let text = try String(contentsOfFile: file, encoding: .utf8)
            try text.replacing("Judge Dupont", with: "Judge Dupond").write(
                toFile: file, atomically: true, encoding: .utf8)
            let changed = try await cluster.run("erase", "check", file)
            #expect(changed.status == 1 && changed.lastWord.contains("was changed after it was signed"))
            // A second request returns the same certificate.
            let again = try await cluster.run("erase", "certificate", requisition, "--format", "json")
            #expect(again.output == text)

            let shown = try await cluster.run("review", "show", review)
            #expect(shown.status == 1 && shown.lastWord.contains("was erased, with all of requisition \(requisition)"))
            let started = try await cluster.run("review", "start", "--requisition", requisition)
            #expect(started.status == 1 && started.lastWord.contains("is erased"))
            let listed = try await cluster.run("requisition", "list")
            #expect(listed.output.contains("erased") && !listed.output.contains("gate"))
            let kinds: [String] = try await cluster.store.rows(
                "SELECT kind || ' ' || act AS entry FROM relecture.journal WHERE kind = 'erasure' ORDER BY id"
            ).map { try $0.decode("entry") }
            #expect(kinds == ["erasure erase", "erasure erase", "erasure erase", "erasure erase", "erasure erased"])
            #expect(try await cluster.run("journal", "verify").status == 0)
        }

        @Test func timerWarnsBeforeItStrikesAndErasesWhatIsDue() async throws {
            try await TestCluster.with { plain in
                let cluster = plain.with(["RELECTURE_SITE_KEY": plain.folder + "/site-key"])
                _ = try await cluster.line("site-key", "create")
                let (near, due) = (try await cluster.openRequisition(), try await cluster.openRequisition())
                let schedule = ["erase", "schedule", near, "--by", "the judge", "--on"]
                let soon = String(
                    ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 3 * 86_400)).prefix(10))
                #expect(try await cluster.run(schedule + [soon]).status == 0)
                let warned = try await cluster.run("erase", "due")
                #expect(warned.status == 0 && warned.output.contains("soon") && warned.output.contains(near))
                #expect(try await cluster.run("erase", "due", "--warn", "1d").output.isEmpty)
                let wrong = try await cluster.run(schedule + ["tomorrow"])
                #expect(wrong.status == 64 && wrong.lastWord.contains("--on"))
                _ = try await cluster.run("erase", "schedule", due, "--by", "the judge", "--on", "2026-01-01")
                let waiting = try await cluster.run("erase", "due")
                #expect(waiting.status == 1 && waiting.lastWord.contains("erase due --run"))
                // A scheduled run has no reason of its own.
                let struck = try await cluster.run(
                    ["erase", "due", "--run", "--backups-kept", "10d"], environment: ["RELECTURE_REASON": ""])
                #expect(struck.status == 0 && struck.output.contains("cause: schedule"), "\(struck.errors)")
                #expect(struck.output.contains("10 days old"))
                let states: [String] = try await cluster.store.rows(
                    "SELECT state FROM relecture.requisition ORDER BY state"
                ).map { try $0.decode("state") }
                #expect(states == ["erased", "open"])

                let folder = cluster.folder + "/register"
                let early = try await cluster.run("register", "publish", "--output", folder)
                #expect(early.status == 1 && early.lastWord.contains("nothing is over yet"))
                let published = try await cluster.run(
                    "register", "publish", "--output", folder, "--unfinished", "--service", "Service A")
                #expect(
                    published.lines == ["register.html", "register.csv"].map { "\(folder)/\($0)" },
                    "\(published.errors)")
                let csv = try String(contentsOfFile: folder + "/register.csv", encoding: .utf8)
                #expect(csv.contains("Service A,erasures late,total,not told") && csv.contains("fewer than 5"))
                #expect(!csv.contains("2026/7") && !csv.contains("gate"))
            }
        }
    }
}
