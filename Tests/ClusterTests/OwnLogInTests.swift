import Access
import Foundation
import Postgres
import Schema
import TestSupport
import Testing

extension RealProcesses {
    /// The database gives each role the rights that `PermittedActs` promises.
    struct OwnLogInTests {
        private func add(_ role: String, _ cluster: TestCluster) async throws -> [String: String] {
            let login = "\(role)_\(UInt32.random(in: 0 ... .max))"
            let added = try await cluster.run(
                "account", "add", login, "--name", "Some Body", "--service", "brigade", "--role", role, "--by",
                "the head")
            let password = try #require(
                added.errors.firstMatch(of: /told this once: (\w+)/)?.output.1, "\(added.errors)")
            var parts = try #require(URLComponents(string: cluster.store.url))
            (parts.user, parts.password) = (login, String(password))
            return ["RELECTURE_DATABASE_URL": try #require(parts.string), "LOGIN": login]
        }

        @Test func eachRoleDoesItsWorkUnderItsOwnLogIn() async throws {
            let roles = try String(
                contentsOf: MonitoringFiles.root.appendingPathComponent("deploy/postgres/roles.sql"), encoding: .utf8)
            let footage = try await SampleClips.gate.value
            try await TestCluster.with { plain in
                let cluster = plain.with(["RELECTURE_SITE_KEY": plain.folder + "/site-key"])
                try await cluster.store.database.pool.withSession { try $0.script(roles) }
                _ = try await cluster.line("site-key", "create")
                var logins: [String: [String: String]] = [:]
                for role in AccountRole.allCases { logins[role.rawValue] = try await add(role.rawValue, cluster) }

                /// Runs a command as the account of a role and returns its output.
                func run(_ role: String, _ arguments: [String]) async throws -> [String] {
                    let done = try await cluster.run(arguments, environment: logins[role] ?? [:])
                    #expect(done.status == 0, "\(role): \(arguments.joined(separator: " ")): \(done.lastWord)")
                    return done.lines
                }

                let id = try #require(
                    try await run(
                        "investigator",
                        [
                            "requisition", "open", "--reference", "own", "--authority", "court", "--camera", "gate",
                            "--from", "2026-03-01T21:55:00Z", "--to", "2026-03-01T21:55:20Z",
                        ]
                    ).first)
                for role in ["reviewer", "operator", "analyst"] {
                    let login = logins[role]?["LOGIN"] ?? ""
                    _ = try await run("investigator", ["requisition", "assign", id, login])
                }
                _ = try await run(
                    "investigator", ["footage", "import", footage, "--requisition", id, "--delivered-by", "a clerk"])
                let anchor = ["--requisition", id, "--camera", "gate", "--shown", "2026-03-01T21:55:00Z"]
                _ = try await run(
                    "reviewer",
                    ["clock", "set"] + anchor + [
                        "--true", "2026-03-01T21:56:00Z", "--uncertainty", "1s", "--source", "a test",
                    ])
                _ = try await run("analyst", ["clock", "list", "--requisition", id])
                _ = try await run("reviewer", ["clock", "remove"] + anchor)
                let review = try #require(
                    try await run("reviewer", ["review", "start", "--requisition", id, "--chunk", "10s"]).first)
                for role in ["investigator", "reviewer", "operator"] {
                    _ = try await run(role, ["review", "pause", review])
                    _ = try await run(role, ["review", "resume", review])
                    _ = try await run(role, ["chunk", "list", "--review", review])
                }
                try await cluster.whileRunning([
                    ["coordinator", "run"], ["worker", "run", "--slots", "1", "--name", "own"],
                ]) { _ in
                    _ = try await run("investigator", ["review", "watch", review])
                }
                _ = try await run("operator", ["worker", "forget", "own"])
                try await ask(review, id, footage, cluster.folder, run)
            }
        }

        private func ask(
            _ review: String, _ id: String, _ footage: String, _ folder: String,
            _ run: (String, [String]) async throws -> [String]
        ) async throws {
            for role in ["investigator", "reviewer", "analyst", "magistrate"] {
                _ = try await run(role, ["timeline", review, "--format", "json", "--output", "\(folder)/\(role).json"])
                _ = try await run(role, ["timeline", review, "--format", "mot"])
                _ = try await run(role, ["review", "diff", review, review])
                _ = try await run(role, ["known-answer", "list"])
            }
            _ = try await run("reviewer", ["review", "replay", review, "--sample", "1%"])
            for role in ["investigator", "reviewer", "operator", "magistrate"] {
                _ = try await run(role, ["footage", "verify", "--requisition", id])
            }
            for role in ["investigator", "magistrate"] {
                _ = try await run(
                    role,
                    [
                        "evidence", "export", review, "--recipient", "the judge", "--output", "\(folder)/bag-\(role)",
                        "--interval", "gate:2026-03-01T21:55:02Z/2026-03-01T21:55:05Z",
                    ])
            }
            let labels = folder + "/labels.json"
            try Data(#"{"presences": [{"start": 1, "end": 2}]}"#.utf8).write(to: URL(fileURLWithPath: labels))
            let clip = try #require(
                try FileManager.default.contentsOfDirectory(atPath: footage).filter { $0.hasSuffix(".mp4") }.min())
            _ = try await run(
                "operator",
                [
                    "known-answer", "add", "\(footage)/\(clip)", "--labels", labels, "--camera", "gate", "--light",
                    "day",
                ])
            _ = try await run("reviewer", ["known-answer", "run", review])
            _ = try await run("magistrate", ["erase", "schedule", id, "--on", "2099-01-01", "--by", "the judge"])
            _ = try await run("auditor", ["journal", "verify"])
            _ = try await run("auditor", ["register", "publish", "--output", folder + "/register", "--unfinished"])
            _ = try await run(
                "investigator", ["requisition", "extend", id, "--ordered-by", "the judge", "--camera", "yard"])
            _ = try await run("investigator", ["requisition", "suspend", id])
            _ = try await run("investigator", ["requisition", "resume", id])
            _ = try await run("investigator", ["requisition", "close", id])
        }
    }
}
