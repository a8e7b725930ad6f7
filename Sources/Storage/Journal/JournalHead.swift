package import Chronology
import Footage

/// The last entry of the journal at some time. Keeping it outside the database proves later that no earlier entry was
/// changed.
package struct JournalHead: Hashable, Sendable {
    package let id: Int64
    package let at: Timestamp
    package let digest: [UInt8]

    package init(id: Int64, at: Timestamp, digest: [UInt8]) {
        self.id = id
        self.at = at
        self.digest = digest
    }

    /// The head of an empty journal.
    package static let empty = JournalHead(
        id: 0, at: Timestamp(microseconds: 0), digest: [UInt8](repeating: 0, count: 32))
}
