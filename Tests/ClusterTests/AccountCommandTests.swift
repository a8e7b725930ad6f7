import Foundation
import Postgres
import Schema
import TestSupport
import Testing

extension RealProcesses {
    struct AccountCommandTests {
        /// Registers an account and returns an environment with the URL of its log-in.
        private func add(_ login: String, as role: String, _ cluster: TestCluster) async throws -> [String: String] {
            let added = try await cluster.run(
                "account", "add", login, "--name", "Some Body", "--service", "brigade", "--role", role, "--by",
                "the head")
            try #require(added.status == 0 && added.lines == [login], "\(added.errors)")
            let password = try #require(added.errors.firstMatch(of: /told this once: (\w+)/)?.output.1)
            var parts = try #require(URLComponents(string: cluster.store.url))
            (parts.user, parts.password) = (login, String(password))
            return ["RELECTURE_DATABASE_URL": try #require(parts.string)]
        }

        private func open(_ reference: String, _ cluster: TestCluster, _ more: [String]) async throws -> String {
            let opened = try await cluster.run(
                [
                    "requisition", "open", "--reference", reference, "--authority", "court", "--camera", "gate",
                    "--from",
                    "2026-03-01T21:00:00Z", "--to", "2026-03-01T23:00:00Z",
                ] + more)
            try #require(opened.status == 0, "\(opened.errors)")
            return try #require(opened.lines.first)
        }

        @Test func rolesAndCasesLimitWhoIsNamedAndWhoLogsIn() async throws {
            let roles = try String(
                contentsOf: MonitoringFiles.root.appendingPathComponent("deploy/postgres/roles.sql"), encoding: .utf8)
            let suffix = UInt32.random(in: 0 ... .max)
            let (paul, anna) = ("paul_\(suffix)", "anna.\(suffix)")
            try await TestCluster.with { cluster in
                try await cluster.store.database.pool.withSession { try $0.script(roles) }
                let foreign = try await open("foreign", cluster, [])
                let asPaul = try await add(paul, as: "investigator", cluster)
                let asAnna = try await add(anna, as: "reviewer", cluster)
                let own = try await open("own", cluster, ["--person", paul])

                // Over the owner's connection, naming the person.
                let listed = try await cluster.run("requisition", "list", "--person", paul, "--format", "json")
                #expect(listed.output.contains(own) && !listed.output.contains(foreign))
                let refused = try await cluster.run("requisition", "show", foreign, "--person", paul)
                #expect(refused.status == 1 && refused.lastWord.contains("\(paul) has no part in this requisition"))
                let unassigned = try await cluster.run("requisition", "show", own, "--person", anna)
                #expect(unassigned.status == 1)
                #expect(try await cluster.run("requisition", "assign", own, anna, "--person", paul).status == 0)
                #expect(try await cluster.run("requisition", "show", own, "--person", anna).status == 0)
                let role = try await cluster.run("requisition", "close", own, "--person", anna)
                #expect(role.status == 1)
                #expect(
                    role.lastWord.contains(
                        "\(anna) (reviewer) may not do `requisition close`: it takes the role investigator"))

                // Over the accounts' own connections, whatever name they give.
                let seen = try await cluster.run(
                    "requisition", "list", "--person", "the president", environment: asAnna)
                #expect(
                    seen.status == 0 && seen.output.contains(own) && !seen.output.contains(foreign), "\(seen.errors)")
                let hidden = try await cluster.run("requisition", "show", foreign, environment: asPaul)
                #expect(hidden.status == 1 && hidden.lastWord.contains("there is no requisition"))
                #expect(try await cluster.run("review", "list", environment: asPaul).status == 0)
                #expect(try await cluster.run("person", "end", paul, environment: asAnna).status == 1)

                try await checkSQL(cluster, paul, asPaul)
                #expect(try await cluster.run("person", "end", anna).status == 0)
                #expect(try await cluster.run("requisition", "list", environment: asAnna).status == 1)
                try await checkJournal(cluster, anna, paul, own)
            }
        }

        private func checkSQL(_ cluster: TestCluster, _ paul: String, _ asPaul: [String: String]) async throws {
            let count = "SELECT 'cases: ' || count(*) FROM relecture.requisition"
            let asked = try await cluster.run("sql", "-c", count, environment: asPaul)
            #expect(asked.status == 0 && asked.output.contains("cases: 1"), "\(asked.errors)")
            let file = cluster.folder + "/query.sql"
            try Data("\(count);\n".utf8).write(to: URL(fileURLWithPath: file))
            let read = try await cluster.run("sql", "-f", file, environment: asPaul)
            #expect(read.status == 0 && read.output.contains("cases: 1"), "\(read.errors)")
            let change = "DELETE FROM relecture.assignment"
            let refused = try await cluster.run("sql", "-c", change, environment: asPaul)
            #expect(refused.status != 0 && refused.errors.contains("read-only"), "\(refused.errors)")
            let written = try await cluster.run("sql", "--writable", "-c", change, environment: asPaul)
            #expect(written.status == 0 && written.output.contains("DELETE 1"), "\(written.errors)")
            let owner = try await cluster.run("sql", "-c", count, "--person", paul)
            #expect(owner.status == 1 && owner.lastWord.contains("not the owner's"))
            let missing = try await cluster.run(
                "sql", "-c", count, environment: asPaul.merging(["PATH": cluster.folder]) { $1 })
            #expect(missing.status == 1 && missing.lastWord.contains("install the package postgresql-client"))
        }

        private func checkJournal(_ cluster: TestCluster, _ anna: String, _ paul: String, _ own: String) async throws {
            let entries: [String] = try await cluster.store.rows(
                """
                SELECT concat_ws('|', kind, act, person, CASE act WHEN 'sql' THEN left(detail, 40) ELSE '' END) AS line
                FROM relecture.journal WHERE person IN ($1, $2) ORDER BY id
                """, [anna, paul]
            ).map { try $0.decode("line") }
            for line in [
                "change|requisition open|\(paul)|", "refusal|requisition show|\(paul)|",
                "refusal|requisition close|\(anna)|",
                "consultation|requisition list|\(anna)|", "refusal|person end|\(anna)|",
                "consultation|sql|\(paul)|SELECT 'cases: ' || count(*) FROM relect",
                "consultation|sql|\(paul)|writable; DELETE FROM relecture.assignme",
            ] {
                #expect(entries.contains(line), "\(line): \(entries)")
            }
            #expect(entries.contains { $0.hasPrefix("consultation|sql|\(paul)|file /") })
            let output = cluster.folder + "/journal.jsonl"
            let key = cluster.folder + "/key"
            #expect(try await cluster.run("site-key", "create", "--site-key", key).status == 0)
            let export = ["journal", "export", "--recipient", "the judge", "--site-key", key, "--output", output]
            let exported = try await cluster.run(export)
            #expect(exported.status == 0, "\(exported.errors)")
            let mode = try FileManager.default.attributesOfItem(atPath: output)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let again = try await cluster.run(export)
            #expect(again.status == 1 && again.lastWord.contains("--force"))
            #expect(try await cluster.run(export + ["--force"]).status == 0)
            #expect(try await cluster.run("journal", "verify").status == 0)
        }
    }
}
