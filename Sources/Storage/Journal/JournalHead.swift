package import Chronology
import Footage

/// The last entry of the journal at some time: whoever keeps it can show later that nothing before it was changed.
package struct JournalHead: Hashable, Sendable {
    package let id: Int64
    package let at: Timestamp
    package let digest: [UInt8]

    package init(id: Int64, at: Timestamp, digest: [UInt8]) {
        self.id = id
        self.at = at
        self.digest = digest
    }

    /// Before the first entry.
    package static let empty = JournalHead(
        id: 0, at: Timestamp(microseconds: 0), digest: [UInt8](repeating: 0, count: 32))
}
