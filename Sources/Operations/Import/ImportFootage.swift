package import Access
package import Catalogue
package import Decoding
package import Footage
import Foundation
package import Journal
package import Requisitions

/// Imports files into a requisition. Interrupted, it goes on where it was when it is performed again.
package struct ImportFootage: Operation {
    package let requisition: RequisitionID
    /// Files and folders.
    package let paths: [String]
    package let survey: FootageSurvey
    /// How the files came to the site; its name is replaced by that of each file. Nil: nothing was said.
    package let delivery: Delivery?
    /// The store of a file, by its absolute path, and its path as other nodes can find it.
    package let place: @Sendable (String) -> (store: String, path: String)
    package let reading: @Sendable (FootageSurvey.Progress) -> Void
    /// Hears of each recording at once; without its footage where it had been imported before.
    package let imported: @Sendable (RecordingID, PlacedFootage?) throws -> Void
    /// Hears what came of it, also where it is refused because nothing was imported.
    package let finished: @Sendable (IntakeOutcome) -> Void

    package init(
        of paths: [String], into requisition: RequisitionID, survey: FootageSurvey, delivery: Delivery?,
        place: @escaping @Sendable (String) -> (store: String, path: String),
        reading: @escaping @Sendable (FootageSurvey.Progress) -> Void,
        imported: @escaping @Sendable (RecordingID, PlacedFootage?) throws -> Void,
        finished: @escaping @Sendable (IntakeOutcome) -> Void
    ) {
        self.paths = paths
        self.requisition = requisition
        self.survey = survey
        self.delivery = delivery
        self.place = place
        self.reading = reading
        self.imported = imported
        self.finished = finished
    }

    package var act: Act { .footageImport }
    package var subject: JournalSubject { .requisition(requisition.rawValue) }

    package func run(under permit: Permit) async throws -> IntakeOutcome {
        let database = permit.database
        let importer = try FootageImporter(
            database: database, requisition: try await database.requisition(requisition), place: place)
        var count = 0
        let failures = try await survey.read(FootageFinder.files(under: paths), progress: reading) {
            candidate, camera in
            guard survey.start == nil, let known = try await importer.recording(at: candidate.path, of: camera) else {
                return false
            }
            try await note(candidate.path, known, permit)
            count += 1
            try imported(known, nil)
            return true
        } onPlaced: { footage in
            let id = try await importer.store(footage)
            try await note(footage.probed.path, id, permit)
            count += 1
            try imported(id, footage)
        }
        let outcome = IntakeOutcome(imported: count, failures: failures)
        finished(outcome)
        if let objection = outcome.objection { throw objection }
        return outcome
    }

    private func note(_ path: String, _ recording: RecordingID, _ permit: Permit) async throws {
        guard let delivery else { return }
        let own = Delivery(
            originalName: URL(fileURLWithPath: path).lastPathComponent, by: delivery.by, at: delivery.at,
            seal: delivery.seal, medium: delivery.medium)
        try await permit.database.add(own, of: recording, by: permit.actor)
    }
}

/// What came of reading the files of an import.
package struct IntakeOutcome: Sendable {
    package let imported: Int
    package let failures: [IntakeFailure]

    package init(imported: Int, failures: [IntakeFailure]) {
        self.imported = imported
        self.failures = failures
    }

    /// Why it counts as failed; nil: something was imported.
    package var objection: OperationError? {
        guard imported == 0 else { return nil }
        guard let last = failures.last else {
            return OperationError("no video file was found in the given paths: check them")
        }
        return OperationError(
            failures.count == 1
                ? last.description : "none of the \(failures.count) files could be read: see the lines above")
    }

    /// What is to be told beside the objection, which names a single failure itself.
    package var failuresBesideObjection: [IntakeFailure] { imported == 0 && failures.count == 1 ? [] : failures }
}
