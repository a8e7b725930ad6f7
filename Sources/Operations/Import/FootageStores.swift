import Schema
package import WorkLedger

/// The stores that hold footage, and the number of chunks of each that may run at once. They reveal nothing about a
/// case, so using them leaves no journal entry.
package struct FootageStores: Sendable {
    private let database: Database

    package init(_ servers: Servers) async throws {
        database = try await servers.database(role: "cli")
    }

    /// Lists the stores with their limits.
    package func list() async throws -> [StoreStatus] { try await database.stores() }

    /// Limits how many chunks of a store run at once.
    ///
    /// - Parameter limit: Nil removes the limit. A limit can be set only for a store that holds footage.
    package func limit(_ name: String, to limit: Int?) async throws {
        guard try await list().contains(where: { $0.name == name }) || limit == nil else {
            throw OperationError(
                "no footage lies in a store \"\(name)\": `relecture footage store list` shows those there are")
        }
        try await database.limit(store: name, to: limit)
    }
}
