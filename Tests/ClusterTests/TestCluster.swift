import Foundation
import Glibc
import LocalServers
import Planning
import Postgres
import TestSupport
import Testing

/// A database, virtual host and folder in which the program's processes work during one test.
struct TestCluster: Sendable {
    let store: TestStore
    let folder: String
    let environment: [String: String]

    /// - Parameter template: a filled database to copy; nil: start empty.
    static func with<Value: Sendable>(
        copying template: String? = nil, _ body: (TestCluster) async throws -> Value
    ) async throws -> Value {
        try await withPlaces { folder, broker in
            try await TestStore.with(copying: template) { store in
                try await body(TestCluster(store, folder: folder, broker: broker))
            }
        }
    }

    /// Fills a template database for tests to copy, and returns its name.
    static func makeTemplate(_ name: String, _ fill: (TestCluster) async throws -> Void) async throws -> String {
        try await withPlaces { folder, broker in
            try await TestStore.makeTemplate(name) { store in
                try await fill(TestCluster(store, folder: folder, broker: broker))
            }
        }
    }

    /// Returns the same cluster with additional variables for all processes.
    func with(_ variables: [String: String]) -> TestCluster {
        TestCluster(store: store, folder: folder, environment: environment.merging(variables) { $1 })
    }

    private init(_ store: TestStore, folder: String, broker: String) {
        let servers = ["RELECTURE_DATABASE_URL": store.url, "RELECTURE_AMQP_URL": broker]
        self.init(store: store, folder: folder, environment: servers)
    }

    private init(store: TestStore, folder: String, environment: [String: String]) {
        (self.store, self.folder, self.environment) = (store, folder, environment)
    }

    private static func withPlaces<Value: Sendable>(
        _ body: (_ folder: String, _ broker: String) async throws -> Value
    ) async throws -> Value {
        try await TestServers.withVirtualHost { broker in
            try await withFolder { folder in try await body(folder, broker) }
        }
    }

    /// Provides a new folder and removes it afterwards.
    static func withFolder<Value: Sendable>(_ body: (String) async throws -> Value) async throws -> Value {
        let folder = "/tmp/relecture-test-cluster-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    /// Runs the program to completion.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> RelectureProcess.Outcome {
        try await run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> RelectureProcess.Outcome {
        try await TestCluster.run(arguments, environment: self.environment.merging(environment) { $1 }, folder: folder)
    }

    /// Runs a command to completion, with only the servers named in its environment. Runs it in this process unless the
    /// command depends on having its own.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], folder: String
    ) async throws -> RelectureProcess.Outcome {
        if CommandHost.canRun(arguments, environment: environment) {
            return try await CommandHost.run(
                arguments, environment: RelectureProcess.environment(environment, folder: folder))
        }
        return try await RelectureProcess(arguments, environment: environment, folder: folder).end()
    }

    /// Starts the program as a process that the test can watch, signal and end.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RelectureProcess {
        try RelectureProcess(arguments, environment: self.environment.merging(environment) { $1 }, folder: folder)
    }

    /// Runs a command that must succeed and print one line, such as an id.
    func line(
        _ arguments: String..., environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let outcome = try await run(arguments, environment: environment)
        try #require(outcome.status == 0, "\(arguments): \(outcome.errors)", sourceLocation: sourceLocation)
        try #require(outcome.lines.count == 1, "\(arguments): \(outcome.output)", sourceLocation: sourceLocation)
        return outcome.lines[0]
    }

    /// Keeps processes running during `body`, then asks them to stop and waits for them.
    func whileRunning<Value: Sendable>(
        _ commands: [[String]], _ body: ([RelectureProcess]) async throws -> Value
    ) async throws -> Value {
        var processes: [RelectureProcess] = []
        let result: Result<Value, any Error>
        do {
            for command in commands { processes.append(try start(command)) }
            result = .success(try await body(processes))
        } catch {
            result = .failure(error)
        }
        for process in processes { process.send(SIGTERM) }
        for process in processes { _ = try await process.end() }
        return try result.get()
    }

    /// Opens a requisition for one camera over the sample footage's whole window.
    func openRequisition(camera: String = "gate") async throws -> String {
        try await line(
            "requisition", "open", "--reference", "2026/7", "--authority", "order of the court", "--camera", camera,
            "--from", "2026-03-01T21:00:00Z", "--to", "2026-03-01T23:00:00Z")
    }

    /// Starts a review of a folder's footage: planned, not yet worked on.
    func startReview(
        of footage: String, chunk: String, environment: [String: String] = [:]
    ) async throws -> String {
        let requisition = try await openRequisition()
        let imported = try await run(
            "footage", "import", footage, "--requisition", requisition, environment: environment)
        try #require(imported.status == 0, "\(imported.errors)")
        return try await line("review", "start", "--requisition", requisition, "--chunk", chunk)
    }

    func watch(_ review: String) async throws -> RelectureProcess.Outcome {
        try await run("review", "watch", review, "--quiet")
    }

    func timeline(_ review: String) async throws -> TimelineDocument {
        try TimelineDocument(try await run("timeline", review, "--format", "json").output)
    }

    /// Freezes a worker process while it holds a chunk, so that it cannot lose it meanwhile. Returns the chunk.
    func stopHolding(_ worker: RelectureProcess, name: String) async throws -> ChunkID {
        func held() async throws -> ChunkID? {
            try await store.value("SELECT min(id) FROM relecture.chunk WHERE state = 'running' AND owner = $1", [name])
        }
        return try await eventually("worker \(name) holds a chunk") {
            guard try await held() != nil else { return nil }
            worker.send(SIGSTOP)
            // Statements sent before the freeze must have arrived.
            try await eventually("its last statement has ended") {
                try await store.value(
                    """
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
                        AND application_name = $1
                    """, ["relecture-worker/\(name)"]) == 0
            }
            if let chunk = try await held() { return chunk }
            worker.send(SIGCONT)
            return nil
        }
    }

    func workersWithChunks(of review: String) async throws -> [String] {
        try await store.rows(
            """
            SELECT DISTINCT worker FROM relecture.attempt a JOIN relecture.chunk c ON c.id = a.chunk_id
            WHERE c.review_id = $1::uuid AND a.outcome = 'done' ORDER BY worker
            """, [review]
        ).map { try $0.decode("worker") }
    }
}
