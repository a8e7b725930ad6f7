package import Access
package import Catalogue
package import Decoding
package import Footage
import Foundation
package import Journal
package import Requisitions

/// Imports files into a requisition. After an interruption, performing it again resumes where it stopped.
package struct ImportFootage: Operation {
    package let requisition: RequisitionID
    /// Files and folders.
    package let paths: [String]
    package let survey: FootageSurvey
    /// How the files were delivered; the name in it is replaced by each file's own. Nil if nothing was stated.
    package let delivery: Delivery?
    /// Maps the absolute path of a file to its store and to a path that other nodes can resolve.
    package let place: @Sendable (String) -> (store: String, path: String)
    package let reading: @Sendable (FootageSurvey.Progress) -> Void
    /// Called for each recording immediately; without footage if it had been imported before.
    package let imported: @Sendable (RecordingID, PlacedFootage?) throws -> Void
    /// Receives the outcome, even if the operation then fails because nothing was imported.
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

/// The outcome of reading the files of an import.
package struct IntakeOutcome: Sendable {
    package let imported: Int
    package let failures: [IntakeFailure]

    package init(imported: Int, failures: [IntakeFailure]) {
        self.imported = imported
        self.failures = failures
    }

    /// The error if nothing was imported; otherwise nil.
    package var objection: OperationError? {
        guard imported == 0 else { return nil }
        guard let last = failures.last else {
            return OperationError("no video file was found in the given paths: check them")
        }
        return OperationError(
            failures.count == 1
                ? last.description : "none of the \(failures.count) files could be read: see the lines above")
    }

    /// Failures to report in addition to the objection, which already names a single failure.
    package var failuresBesideObjection: [IntakeFailure] { imported == 0 && failures.count == 1 ? [] : failures }
}
