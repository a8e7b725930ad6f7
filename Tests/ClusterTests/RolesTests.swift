import Foundation
import Postgres
import Schema
import TestSupport
import Testing

extension RealProcesses {
    struct RolesTests {
        /// A log-in with the rights of one role only.
        private struct Member {
            let name: String
            let url: String

            init(of role: String, in cluster: TestCluster) async throws {
                name = "\(role)_\(UInt32.random(in: 0 ... .max))"
                try await cluster.store.execute("CREATE ROLE \(name) LOGIN PASSWORD 'secret' IN ROLE relecture_\(role)")
                var parts = try #require(URLComponents(string: cluster.store.url))
                (parts.user, parts.password) = (name, "secret")
                url = try #require(parts.string)
            }

            var environment: [String: String] { ["RELECTURE_DATABASE_URL": url] }

            /// Returns whether the server permits a statement.
            func may(_ sql: String) async throws -> Bool {
                let connection = PostgresConnection(to: try PostgresEndpoint(url), applicationName: "tests")
                do {
                    try await connection.transaction { _ = try $0.execute(sql) }
                    return true
                } catch let error as PostgresError where error.sqlState == "42501" {
                    return false
                }
            }
        }

        @Test func eachPartOfTheClusterWorksWithTheRightsOfItsRoleAlone() async throws {
            let footage = try await SampleClips.gate.value
            let roles = try String(
                contentsOf: MonitoringFiles.root.appendingPathComponent("deploy/postgres/roles.sql"), encoding: .utf8)
            try await TestCluster.with { cluster in
                // Twice, because rerunning it must be harmless.
                for _ in 1...2 { try await cluster.store.database.pool.withSession { try $0.script(roles) } }
                let review = try await cluster.startReview(of: footage, chunk: "10s")
                let worker = try await Member(of: "worker", in: cluster)
                let coordinator = try await Member(of: "coordinator", in: cluster)
                let analyst = try await Member(of: "analyst", in: cluster)
                let auditor = try await Member(of: "auditor", in: cluster)
                let result: Result<Void, any Error>
                do {
                    try await work(cluster, review, worker, coordinator)
                    try await checkLimits(worker, coordinator, analyst)
                    try await checkAuditor(auditor, cluster)
                    result = .success(())
                } catch {
                    result = .failure(error)
                }
                for member in [worker, coordinator, analyst, auditor] {
                    // Sessions own temporary tables, which go away when they end.
                    try await eventually("the sessions of \(member.name) are over") {
                        try await cluster.store.value(
                            "SELECT count(*) FROM pg_stat_activity WHERE usename = $1", [member.name]) == 0
                    }
                    try await cluster.store.execute("DROP ROLE \(member.name)")
                }
                try result.get()
            }
        }

        private func work(
            _ cluster: TestCluster, _ review: String, _ worker: Member, _ coordinator: Member
        ) async throws {
            let processes = [
                try cluster.start(["coordinator", "run"], environment: coordinator.environment),
                try cluster.start(["worker", "run", "--slots", "1"], environment: worker.environment),
            ]
            let watched = try await cluster.watch(review)
            #expect(watched.status == 0 && watched.lines == ["complete"])
            for process in processes { process.send(SIGTERM) }
            for process in processes {
                let outcome = try await process.end()
                #expect(outcome.status == 0 && !outcome.errors.contains("permission denied"), "\(outcome.errors)")
            }
        }

        private func checkAuditor(_ auditor: Member, _ cluster: TestCluster) async throws {
            let verified = try await cluster.run("journal", "verify", environment: auditor.environment)
            #expect(verified.status == 0 && verified.output.hasPrefix("unbroken"), "\(verified.errors)")
            let login: String? = try await cluster.store.value(
                "SELECT login FROM relecture.journal ORDER BY id DESC LIMIT 1")
            #expect(login == auditor.name)
            #expect(try await auditor.may("SELECT FROM relecture.journal"))
            #expect(try await !auditor.may("DELETE FROM relecture.journal"))
            #expect(try await !auditor.may("SELECT FROM relecture.recording"))
        }

        private func checkLimits(_ worker: Member, _ coordinator: Member, _ analyst: Member) async throws {
            #expect(try await worker.may("SELECT FROM relecture.frame_index"))
            #expect(try await !worker.may("UPDATE relecture.requisition SET window_end = window_end"))
            #expect(try await !worker.may("DELETE FROM relecture.tracklet"))
            #expect(try await !worker.may("SELECT FROM relecture.journal"))
            #expect(try await !worker.may("SELECT relecture.journal_add('p', 'change', 'a', '', '', 'r', '')"))
            #expect(try await !coordinator.may("SELECT FROM relecture.journal"))
            #expect(try await !analyst.may("SELECT FROM relecture.journal"))
            #expect(try await !worker.may("UPDATE relecture.leadership SET term = term"))
            #expect(try await !coordinator.may("UPDATE relecture.requisition SET window_end = window_end"))
            #expect(try await !coordinator.may("DELETE FROM relecture.tracklet"))
            #expect(try await !coordinator.may("DELETE FROM relecture.review"))
            for view in [
                "activity", "activity_ranges", "attempts", "changes", "chunks", "clocks", "coverage",
                "coverage_summary",
                "footage", "motion", "paths", "provenance", "reviews", "tracks", "workers",
            ] {
                #expect(try await analyst.may("SELECT * FROM timeline.\(view)"), "\(view)")
            }
            for function in [
                "found(review, '(,)')", "counts(review, '1 hour')", "co_presence(review, 'gate', 'gate')",
                "next_cameras(review, 'gate', 1, '1 min')", "in_zone(review, 'gate', '((0,0),(1,0),(1,1))')",
                "dwell(review, 'gate')", "crossings(review, 'gate', '((0.5,1),(0.5,0))')",
                "clock_pieces(requisition, 'gate')",
            ] {
                #expect(
                    try await analyst.may("SELECT f.* FROM timeline.reviews r, timeline.\(function) f"), "\(function)")
            }
            #expect(try await !analyst.may("DELETE FROM relecture.clock_anchor"))
            #expect(try await !analyst.may("SELECT FROM relecture.tracklet"))
            #expect(try await !analyst.may("DELETE FROM relecture.camera_track"))
        }
    }
}
