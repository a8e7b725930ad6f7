/// Verifies the journal from its start and finds where it was changed.
package struct JournalChain: Sendable {
    /// A place where the journal differs from what was written.
    package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// Entries are missing or out of order.
        case missing(expected: Int64, found: Int64)
        /// An entry's content does not match its digest.
        case changed(Int64)
        /// An entry does not continue the previous one.
        case unchained(Int64)
        /// The journal ends before an externally anchored entry.
        case cut(head: Int64, anchored: Int64)
        /// An externally anchored entry had another digest.
        case rebuilt(Int64)

        package var description: String { "the journal is not as it was written: \(what)" }

        private var what: String {
            switch self {
            case .missing(let expected, let found): "entry \(expected) is missing: entry \(found) stands in its place"
            case .changed(let id): "entry \(id) was changed after it was written"
            case .unchained(let id): "entry \(id) does not continue the entry before it"
            case .cut(let head, let anchored): "the journal ends at entry \(head), but entry \(anchored) was anchored"
            case .rebuilt(let id): "entry \(id) is not the one that was anchored: the chain was written anew"
            }
        }
    }

    /// The last entry read.
    package private(set) var head: JournalHead = .empty
    /// Anchored digests of entries not read yet; two heads of the same entry may contradict each other.
    private var anchors: [Int64: Set<[UInt8]>]

    /// - Parameter anchors: heads that were kept outside the database.
    package init(anchors: [JournalHead] = []) {
        self.anchors = Dictionary(grouping: anchors, by: \.id).mapValues { Set($0.map(\.digest)) }
    }

    package mutating func read(_ entry: JournalEntry) throws(Fault) {
        guard entry.id == head.id + 1 else { throw .missing(expected: head.id + 1, found: entry.id) }
        guard entry.computedDigest == entry.digest else { throw .changed(entry.id) }
        guard entry.previous == head.digest else { throw .unchained(entry.id) }
        if let anchored = anchors.removeValue(forKey: entry.id), anchored != [entry.digest] { throw .rebuilt(entry.id) }
        head = JournalHead(id: entry.id, at: entry.at, digest: entry.digest)
    }

    /// Checks for missing anchored entries. Call after the last entry.
    package func end() throws(Fault) {
        if let anchored = anchors.keys.filter({ $0 > head.id }).max() { throw .cut(head: head.id, anchored: anchored) }
    }
}
