package import Access
import Formats
package import Journal

/// Checks the whole chain and signs its head, to be kept elsewhere.
package struct AnchorJournal: Operation {
    package let key: SiteKey
    /// Keeps the line; where it fails, the journal enters a refusal.
    package let keep: @Sendable (String) throws -> Void

    package init(signingWith key: SiteKey, keep: @escaping @Sendable (String) throws -> Void) {
        self.key = key
        self.keep = keep
    }

    package var act: Act { .journalAnchor }

    package func run(under permit: Permit) async throws {
        let head = try await permit.database.verifyJournal()
        try keep(JournalAnchor(head, signedWith: key).json.text + "\n")
    }
}

/// Gives the journal to a magistrate or an authority: the entries in order, then the signed head of the whole.
package struct ExportJournal: Operation {
    /// Only entries about this one; nil: all.
    package let requisition: String?
    package let recipient: String
    package let key: SiteKey
    /// Hands over the text, one JSON object a line; where it fails, the journal enters a refusal.
    package let hand: @Sendable (String) throws -> Void

    package init(
        of requisition: String?, to recipient: String, signingWith key: SiteKey,
        hand: @escaping @Sendable (String) throws -> Void
    ) {
        self.requisition = requisition
        self.recipient = recipient
        self.key = key
        self.hand = hand
    }

    package var act: Act { .journalExport }
    package var subject: JournalSubject { requisition.map { .requisition($0) } ?? .everything }
    package var detail: String { "to \(recipient)" }

    package func run(under permit: Permit) async throws {
        var lines: [String] = []
        let head = try await permit.database.verifyJournal()
        try await permit.database.eachJournalEntry(requisition: requisition) { lines.append($0.json.text) }
        lines.append(try JournalAnchor(head, signedWith: key).json.text)
        try hand(lines.map { $0 + "\n" }.joined())
    }
}
