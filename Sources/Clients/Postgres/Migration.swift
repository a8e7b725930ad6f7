/// One step of the schema's history. Its text never changes once it has been applied anywhere.
package struct Migration: Sendable {
    package let version: Int
    package let name: String
    package let sql: String

    package init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }
}

/// The current form of a view, function or similar object, as a script that can be rerun (`CREATE OR REPLACE`).
package struct Definition: Sendable {
    package let name: String
    package let sql: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// A reason why a database cannot be used or migrated.
package enum MigrationError: Error, Equatable, CustomStringConvertible {
    case notMigrated(current: Int, needed: Int)
    case newer(current: Int, known: Int)
    case changed(version: Int, name: String)
    case outdated(definitions: [String])

    package var description: String {
        switch self {
        case .notMigrated(let current, let needed):
            "the database is not migrated (at version \(current), needs \(needed)): run `relecture database migrate`"
        case .newer(let current, let known):
            "the database is at version \(current), newer than this program (\(known)): update the program"
        case .changed(let version, let name):
            "migration \(version) (\(name)) differs from the one applied to the database: use the program that made it"
        case .outdated(let definitions):
            "the database has other definitions than this program (\(definitions.joined(separator: ", "))): "
                + "run `relecture database migrate`"
        }
    }
}

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
