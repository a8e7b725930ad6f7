import Foundation
import TestSupport
import Testing

/// The files in `deploy/monitoring` must name existing metrics: a panel for a missing metric silently stays empty.
enum MonitoringFiles {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        .standardized
    /// Prometheus' own file checker, present if Debian's package is installed.
    static let promtool = "/usr/bin/promtool"
    static let hasPromtool = FileManager.default.isExecutableFile(atPath: promtool)
    static let folder = root.appendingPathComponent("deploy/monitoring")

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// Returns the names of metrics in a text, without the suffixes of histogram series.
    static func metrics(in text: String) -> Set<String> {
        let names = text.matches(of: /\b(?:relecture|process)_[a-z_]+[a-z]/).map { String($0.output) }
        return Set(names.map { $0.replacing(/_bucket$/, with: "") })
    }

    /// Returns every query of the dashboard.
    static func dashboardQueries() throws -> [String] {
        let document = try JSONSerialization.jsonObject(with: Data(text("grafana-dashboard.json").utf8))
        let panels = try #require((document as? [String: Any])?["panels"] as? [[String: Any]])
        return panels.flatMap { ($0["targets"] as? [[String: Any]] ?? []).compactMap { $0["expr"] as? String } }
    }

    static func alerts() throws -> [String] {
        try text("alerts.yml").matches(of: /- alert: (\w+)/).map { String($0.output.1) }
    }
}

extension RealProcesses {
    struct MonitoringTests {
        @Test func everyMetricThatDashboardAlertsAndScalingNameIsExported() async throws {
            let queries = try MonitoringFiles.dashboardQueries()
            try #require(!queries.isEmpty)
            let files = try ["alerts.yml", "kubernetes.yaml"].map(MonitoringFiles.text)
            let named = MonitoringFiles.metrics(in: (queries + files).joined(separator: "\n"))
            let exported = try await MonitoringTests.scraped.value.reduce(into: Set()) { $0.formUnion($1.names) }
            #expect(named.subtracting(exported) == [])
            // Conversely, every exported metric should be used by the dashboard, an alert or scaling.
            let unseen = exported.subtracting(named)
            #expect(
                unseen == [
                    "relecture_build_info", "relecture_database_transactions_total", "process_threads",
                ])
        }

        /// Metrics of a coordinator and a worker once they know the cluster, scraped once for all tests.
        private static let scraped = Task {
            try await TestCluster.with { cluster in
                let watched = ["RELECTURE_TELEMETRY": "127.0.0.1:0", "RELECTURE_LOG_FORMAT": "json"]
                let coordinator = try cluster.start(["coordinator", "run"], environment: watched)
                let worker = try cluster.start(["worker", "run", "--slots", "1"], environment: watched)
                let result: Result<[Scrape], any Error>
                do {
                    let told = try await eventually("the coordinator knows the cluster") {
                        let told = try await Scrape(coordinator, "/metrics")
                        return told.names.isSuperset(of: ["relecture_workers", "relecture_reviews"]) ? told : nil
                    }
                    result = .success([told, try await Scrape(worker, "/metrics")])
                } catch {
                    result = .failure(error)
                }
                for process in [worker, coordinator] { process.send(SIGTERM) }
                for process in [worker, coordinator] { _ = try await process.end() }
                return try result.get()
            }
        }

        @Test(.enabled(if: MonitoringFiles.hasPromtool, "promtool is not installed"))
        func metricsAreWhatPrometheusReads() async throws {
            for scrape in try await MonitoringTests.scraped.value {
                let said = try promtool(["check", "metrics"], input: scrape.text)
                #expect(said.status == 0 && said.output.isEmpty, "\(said.output)")
            }
        }

        @Test(.enabled(if: MonitoringFiles.hasPromtool, "promtool is not installed"))
        func alertsRingOnFaultsAndAreSilentOnAHealthyCluster() throws {
            let said = try promtool(["test", "rules", "alerts.test.yml"])
            #expect(said.status == 0, "\(said.output)")
            #expect(try promtool(["check", "config", "prometheus.yml"]).status == 0)
        }

        @Test func everyAlertHasATestAndAnAnswer() throws {
            let tests = try MonitoringFiles.text("alerts.test.yml")
            let answers = try String(
                contentsOf: MonitoringFiles.root.appendingPathComponent("deploy/docs/alerts.md"), encoding: .utf8)
            let alerts = try MonitoringFiles.alerts()
            try #require(!alerts.isEmpty)
            for alert in alerts {
                #expect(tests.matches(of: try Regex("alertname: \(alert)\\b")).count >= 2, "\(alert)")
                #expect(answers.contains("\n**\(alert)**"), "\(alert) has no entry in alerts.md")
            }
        }

        private func promtool(_ arguments: [String], input: String = "") throws -> (status: Int32, output: String) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: MonitoringFiles.promtool)
            process.arguments = arguments
            process.currentDirectoryURL = MonitoringFiles.folder
            let (answers, questions) = (Pipe(), Pipe())
            process.standardOutput = answers
            process.standardError = answers
            process.standardInput = questions
            try process.run()
            try questions.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try questions.fileHandleForWriting.close()
            let output = answers.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: output, as: UTF8.self))
        }
    }
}
