package import Access
package import Catalogue
package import Decoding
package import Footage
package import Journal
package import Requisitions

/// Lists the recordings of a requisition.
package struct ListFootage: Operation {
    package struct Outcome: Sendable {
        package let entries: [CatalogueEntry]
        package let deliveries: [RecordedDelivery]
    }

    package let requisition: RequisitionID

    package init(of requisition: RequisitionID) { self.requisition = requisition }

    package var act: Act { .footageList }
    package var subject: JournalSubject { .requisition(requisition.rawValue) }

    package func run(under permit: Permit) async throws -> Outcome {
        let owner = try await permit.database.requisition(requisition).id
        return Outcome(
            entries: try await permit.database.recordings(of: owner),
            deliveries: try await permit.database.deliveries(of: owner))
    }
}

/// Rereads imported files and compares every byte with the digests recorded at import.
package struct VerifyFootage: Operation {
    package enum Choice: Sendable {
        /// All recordings of the requisition.
        case requisition(RequisitionID)
        /// One or more recordings, all of the same requisition.
        case recordings([RecordingID])
    }

    package struct Finding: Sendable {
        package let entry: CatalogueEntry
        package let verdict: FootageVerdict
    }

    /// Reading progress.
    package struct Progress: Sendable {
        /// Counted from 1.
        package let file: Int
        package let files: Int
        package let path: String
        /// Bytes read of this file.
        package let bytesDone: Int64
    }

    package let choice: Choice
    package let roots: FootageRoots
    package let reading: @Sendable (Progress) -> Void

    package init(_ choice: Choice, roots: FootageRoots, reading: @escaping @Sendable (Progress) -> Void) {
        self.choice = choice
        self.roots = roots
        self.reading = reading
    }

    package var act: Act { .footageVerify }
    package var subject: JournalSubject {
        switch choice {
        case .requisition(let id): .requisition(id.rawValue)
        case .recordings(let ids): .recording(ids.first?.rawValue ?? "")
        }
    }

    package func run(under permit: Permit) async throws -> [Finding] {
        let entries = try await entries(permit)
        var findings: [Finding] = []
        for (place, entry) in entries.enumerated() {
            let verdict = try await FootageVerifier.verify(
                entry, at: roots.candidates(store: entry.store, path: entry.path)
            ) { [reading] done in
                reading(Progress(file: place + 1, files: entries.count, path: entry.path, bytesDone: done))
            }
            findings.append(Finding(entry: entry, verdict: verdict))
        }
        return findings
    }

    private func entries(_ permit: Permit) async throws -> [CatalogueEntry] {
        let database = permit.database
        switch choice {
        case .requisition(let id):
            let owner = try await database.requisition(id)
            let entries = try await database.recordings(of: owner.id)
            guard !entries.isEmpty else { throw OperationError("requisition \(id) has no footage to verify") }
            return entries
        case .recordings(let ids):
            let entries = try await database.recordings(ids)
            let known = try await database.requisitions(of: entries.map(\.recording.id))
            guard known.count == 1 else {
                throw OperationError(
                    "the recordings belong to \(known.count) requisitions: verify those of each separately")
            }
            return entries
        }
    }
}
