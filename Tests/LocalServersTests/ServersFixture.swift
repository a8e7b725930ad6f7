import Foundation
import LocalServers
import Postgres

/// Provides the name of a directory that does not exist yet, and removes any servers created there.
func withDirectory<Value: Sendable>(_ body: (String) async throws -> Value) async throws -> Value {
    // Not below the home directory, which the servers' own users cannot enter.
    let directory = "/tmp/relecture-test-servers-\(UInt32.random(in: 0 ... .max))"
    let result: Result<Value, any Error>
    do {
        result = .success(try await body(directory))
    } catch {
        result = .failure(error)
    }
    try? await LocalServers(directory: directory).destroy()
    try? FileManager.default.removeItem(atPath: directory)
    return try result.get()
}

/// Runs one statement at `url` and returns its first value.
func ask(_ url: String, _ sql: String) async throws -> String? {
    let connection = PostgresConnection(to: try PostgresEndpoint(url), applicationName: "tests")
    return try await connection.transaction { try $0.value(sql) }
}
