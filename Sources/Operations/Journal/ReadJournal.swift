package import Access
package import Journal

/// Lists journal entries, oldest first.
package struct ListJournal: Operation {
    /// Restricts the list to entries about one requisition; nil for all.
    package let requisition: String?
    /// Restricts the list to entries after this one.
    package let after: Int64

    package init(requisition: String? = nil, after: Int64 = 0) {
        self.requisition = requisition
        self.after = after
    }

    package var act: Act { .journalList }
    package var subject: JournalSubject { requisition.map { .requisition($0) } ?? .everything }

    package func run(under permit: Permit) async throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        try await permit.database.eachJournalEntry(after: after, requisition: requisition) { entries.append($0) }
        return entries
    }
}

/// Verifies the whole journal chain, and compares it with heads that were kept outside the database.
package struct VerifyJournal: Operation {
    package let anchors: [JournalAnchor]

    package init(anchors: [JournalAnchor]) { self.anchors = anchors }

    package var act: Act { .journalVerify }

    package func run(under permit: Permit) async throws -> JournalHead {
        try await permit.database.verifyJournal(anchors: anchors.map(\.head))
    }
}
