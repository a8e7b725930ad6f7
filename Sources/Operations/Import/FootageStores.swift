import Schema
package import WorkLedger

/// The stores that hold footage, and how many chunks of each run at once. Nothing of a case is in it, so the journal
/// has no entry of it.
package struct FootageStores: Sendable {
    private let database: Database

    package init(_ servers: Servers) async throws {
        database = try await servers.database(role: "cli")
    }

    package func list() async throws -> [StoreStatus] { try await database.stores() }

    /// - Parameter limit: nil: none. Only a store that holds footage takes another.
    package func limit(_ name: String, to limit: Int?) async throws {
        guard try await list().contains(where: { $0.name == name }) || limit == nil else {
            throw OperationError(
                "no footage lies in a store \"\(name)\": `relecture footage store list` shows those there are")
        }
        try await database.limit(store: name, to: limit)
    }
}
