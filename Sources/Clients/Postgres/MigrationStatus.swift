/// Where a database stands against the migrations of this program.
package struct MigrationStatus: Sendable, Equatable {
    /// The highest version applied; 0 for an empty database.
    package let current: Int
    /// The highest version this program knows.
    package let needed: Int
    /// Versions still to be applied, ascending.
    package let pending: [Int]

    package init(current: Int, needed: Int, pending: [Int]) {
        self.current = current
        self.needed = needed
        self.pending = pending
    }
}
