import Foundation
import Postgres
import Schema
import TCPProxy
import TestSupport

/// A store behind a proxy.
struct ProxiedDatabase: Sendable {
    let store: TestStore
    let proxy: FaultProxy
    private let endpoint: PostgresEndpoint

    static func with<Value: Sendable>(_ body: (ProxiedDatabase) async throws -> Value) async throws -> Value {
        try await TestStore.with { store in
            var url = URLComponents(string: store.url)!
            let proxy = try FaultProxy(to: url.port!)
            url.port = proxy.port
            defer { proxy.close() }
            return try await body(
                ProxiedDatabase(store: store, proxy: proxy, endpoint: try PostgresEndpoint(url.string!)))
        }
    }

    /// Returns a connection that opens on first use.
    @Sendable func connect() -> PostgresConnection {
        PostgresConnection(to: endpoint, applicationName: "relecture-tests")
    }

    /// Returns the store as a worker sees it through the proxy, on one open connection.
    func database(of worker: String, settings: PostgresSettings = PostgresSettings()) async throws -> Database {
        let pool = PostgresPool(
            endpoint: endpoint, size: 1, applicationName: "relecture-worker/\(worker)", settings: settings)
        _ = try await pool.transaction { try $0.query("SELECT 1") }
        return Database(pool: pool)
    }
}
