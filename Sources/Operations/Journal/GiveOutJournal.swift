package import Access
import Formats
package import Journal

/// Verifies the whole journal chain and signs its head, to be kept outside the database.
package struct AnchorJournal: Operation {
    package let key: SiteKey
    /// Stores the signed line. If it throws, the journal records a refusal.
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

/// Exports the journal for a magistrate or an authority: the entries in order, then the signed head of the whole
/// journal.
package struct ExportJournal: Operation {
    /// Restricts the export to entries about one requisition; nil for all.
    package let requisition: String?
    package let recipient: String
    package let key: SiteKey
    /// Delivers the text, one JSON object per line. If it throws, the journal records a refusal.
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
