package import Formats
package import LocalServers
package import Logging
import Operations
import Postgres
import Schema

/// Times queries over a generated store, in private servers of its own.
package struct SQLBench: Sendable {
    private let servers: LocalServers
    private let cameras: Int
    private let days: Int
    private let runs: Int
    private let logger: @Sendable (String) -> Logger
    private let show: @Sendable (String) -> Void

    /// - Parameters:
    ///   - servers: not running yet; they are destroyed at the end.
    ///   - runs: how many times each query is run; the median is reported.
    ///   - show: receives progress messages.
    package init(
        servers: LocalServers, cameras: Int, days: Int, runs: Int, logger: @escaping @Sendable (String) -> Logger,
        show: @escaping @Sendable (String) -> Void
    ) {
        self.servers = servers
        self.cameras = cameras
        self.days = days
        self.runs = runs
        self.logger = logger
        self.show = show
    }

    package func measure(_ questions: [Cookbook.Question]) async throws -> SQLReport {
        let result: Result<SQLReport, any Error>
        do {
            result = .success(try await ask(questions))
        } catch {
            result = .failure(error)
        }
        await Task { try? await servers.destroy() }.value
        return try result.get()
    }

    private func ask(_ questions: [Cookbook.Question]) async throws -> SQLReport {
        let environment = try await servers.startMigrated(logger: logger, progress: show)
        let database = try await PrivateStore.open(
            environment.databaseURL, role: "bench", logger: logger("relecture.postgres"))
        var report = try await SQLStore(database: database, cameras: cameras, days: days).generate(show)
        for question in questions {
            show(question.title)
            report.rows.append(try await SQLReport.Row(question, of: report.review, runs: runs, in: database))
        }
        await database.pool.close()
        return report
    }
}
