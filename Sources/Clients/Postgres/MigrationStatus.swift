/// Where a database stands against the migrations and definitions of this program.
package struct MigrationStatus: Sendable, Equatable {
    /// The highest version applied; 0 for an empty database.
    package let current: Int
    /// The highest version this program knows.
    package let needed: Int
    /// Versions still to be applied, ascending.
    package let pending: [Int]
    /// Names of the definitions that the database lacks or has in another form.
    package let outdated: [String]

    package init(current: Int, needed: Int, pending: [Int], outdated: [String] = []) {
        self.current = current
        self.needed = needed
        self.pending = pending
        self.outdated = outdated
    }
}

/// What a migrator changed.
package struct MigrationResult: Sendable {
    package let migrations: [Migration]
    package let definitions: [Definition]

    package var isEmpty: Bool { migrations.isEmpty && definitions.isEmpty }
}
