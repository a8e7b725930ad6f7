package import Access
package import Journal

/// Lists entries of the journal, the oldest first.
package struct ListJournal: Operation {
    /// Only entries about this one; nil: all.
    package let requisition: String?
    /// Only entries behind this one.
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

/// Checks the whole chain, also against heads that were kept outside.
package struct VerifyJournal: Operation {
    package let anchors: [JournalAnchor]

    package init(anchors: [JournalAnchor]) { self.anchors = anchors }

    package var act: Act { .journalVerify }

    package func run(under permit: Permit) async throws -> JournalHead {
        try await permit.database.verifyJournal(anchors: anchors.map(\.head))
    }
}
