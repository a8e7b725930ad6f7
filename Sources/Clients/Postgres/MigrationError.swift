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
