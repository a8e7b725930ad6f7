import Foundation
package import LocalServers
import Postgres

/// One private PostgreSQL and RabbitMQ for all tests of this process, removed when it exits.
package enum TestServers {
    private static let prefix = "relecture-test-"
    private static let parent = "/tmp"

    private static let servers = LocalServers(
        directory: "\(parent)/\(prefix)\(getpid())", durability: .throwaway, policies: TestTopologies.policies,
        virtualHosts: hosts.names)

    /// Whether PostgreSQL and RabbitMQ are installed.
    package static let areInstalled: Bool = {
        let installed = InstalledServers.detect()
        return !installed.databases.isEmpty && installed.broker != nil && installed.mapper != nil
    }()

    private static let started = Task {
        await removeAbandoned()
        atexit { TestServers.destroyAtExit() }
        return try await servers.start()
    }

    private static let hosts = LentNames((1...6).map { "test-\($0)" })

    /// Returns the servers' environment, starting them on the first call.
    package static func environment() async throws -> LocalEnvironment {
        try await started.value
    }

    /// Returns the URL of the shared broker.
    package static func brokerURL() async throws -> String { try await environment().amqpURL }

    /// Provides the URL of an empty virtual host on the shared broker, for processes that all use the same queue names.
    /// Waits while all are in use: more concurrent clusters would only slow each other down.
    package static func withVirtualHost<Value: Sendable>(
        _ body: (String) async throws -> Value
    ) async throws -> Value {
        let url = try await brokerURL()
        let host = await hosts.take()
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(url.dropLast("%2F".count) + host))
        } catch {
            result = .failure(error)
        }
        await hosts.giveBack(host)
        return try result.get()
    }

    /// Provides the URL of a new database, and drops the database afterwards.
    ///
    /// - Parameter template: a database without connections to copy; nil: create an empty one.
    package static func withDatabase<Value: Sendable>(
        copying template: String? = nil, _ body: (String) async throws -> Value
    ) async throws -> Value {
        let name = "test_\(UInt64.random(in: .min ... .max))"
        let url = try await makeDatabase(name, copying: template)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(url))
        } catch {
            result = .failure(error)
        }
        // Only the administrator may end the server's own sessions, such as a vacuum.
        let administrator = PostgresConnection(
            to: try PostgresEndpoint(try await environment().administratorURL), applicationName: "relecture-tests")
        try await administrator.withSession { try $0.script("DROP DATABASE \(name) WITH (FORCE)") }
        await administrator.close()
        return try result.get()
    }

    /// Creates a database that lasts as long as the servers, and returns its URL.
    package static func makeDatabase(_ name: String, copying template: String? = nil) async throws -> String {
        let environment = try await environment()
        let owner = PostgresConnection(
            to: try PostgresEndpoint(environment.databaseURL), applicationName: "relecture-tests")
        // Copying files is a third faster than the default, copying through the log, because checkpoints are cheap
        // without fsync.
        let copy = template.map { " TEMPLATE \($0) STRATEGY file_copy" } ?? ""
        try await owner.withSession { try $0.script("CREATE DATABASE \(name)\(copy)") }
        await owner.close()
        return environment.databaseURL.dropLast("relecture".count) + name
    }

    /// Provides a separate pair of servers that also speak TLS, and destroys it afterwards.
    package static func withTLS<Value: Sendable>(
        _ tls: ServerTLS, _ body: (LocalEnvironment) async throws -> Value
    ) async throws -> Value {
        try await withOwnServers(tls: tls) { _, environment in try await body(environment) }
    }

    /// Provides a separate pair of servers that the body may damage, and destroys it afterwards.
    package static func withOwnServers<Value: Sendable>(
        tls: ServerTLS? = nil, _ body: (LocalServers, LocalEnvironment) async throws -> Value
    ) async throws -> Value {
        let directory = "\(parent)/\(prefix)\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let own = LocalServers(directory: directory, durability: .throwaway, tls: tls)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(own, try await own.start()))
        } catch {
            result = .failure(error)
        }
        try await own.destroy()
        return try result.get()
    }

    private static func destroyAtExit() {
        let done = DispatchSemaphore(value: 0)
        // The process is exiting; no structured context is left to wait in.
        Task.detached {
            try? await servers.destroy()
            done.signal()
        }
        _ = done.wait(timeout: .now() + 60)
    }

    /// Removes the servers of test processes that were killed.
    private static func removeAbandoned() async {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let number = name.dropFirst(prefix.count).prefix { $0 != "-" }
            guard let process = pid_t(number), kill(process, 0) != 0, errno == ESRCH else { continue }
            try? await LocalServers(directory: "\(parent)/\(name)").destroy()
        }
    }
}
