package import Postgres

extension Database {
    /// Migrates a database to the schema this program needs; see `SQL/README.md`.
    package static let migrator = Migrator(migrations, definitions: definitions)

    /// All schema migrations, in order. Never edit a published migration; add a new one.
    package static let migrations = SchemaFile.all.compactMap(\.migration)

    /// Current definitions of the views and functions, in order of application.
    package static let definitions = SchemaFile.all.filter { $0.migration == nil }.map {
        Definition(name: $0.name, sql: $0.text)
    }
}

extension SchemaFile {
    /// `Migrations/001-catalogue` is migration 1, which databases record as "catalogue".
    fileprivate var migration: Migration? {
        guard name.hasPrefix("Migrations/") else { return nil }
        let parts = name.dropFirst("Migrations/".count).split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let version = Int(parts[0]) else {
            preconditionFailure("The name of a migration's file is its number and what it is about.")
        }
        return Migration(version: version, name: Self.recordedNames[version] ?? String(parts[1]), sql: text)
    }

    /// Names recorded in existing databases that differ from the current file names.
    private static let recordedNames = [8: "watching", 17: "asking", 21: "mends"]
}
