/// A database's state relative to the migrations and definitions of this program.
package struct MigrationStatus: Sendable, Equatable {
    /// The highest applied version; 0 for an empty database.
    package let current: Int
    /// The highest version known to this program.
    package let needed: Int
    /// Versions not yet applied, in ascending order.
    package let pending: [Int]
    /// Names of the definitions that are missing from the database or differ from it.
    package let outdated: [String]

    package init(current: Int, needed: Int, pending: [Int], outdated: [String] = []) {
        self.current = current
        self.needed = needed
        self.pending = pending
        self.outdated = outdated
    }
}

/// The changes made by a migrator.
package struct MigrationResult: Sendable {
    package let migrations: [Migration]
    package let definitions: [Definition]

    package var isEmpty: Bool { migrations.isEmpty && definitions.isEmpty }
}
