package import Access
import Catalogue
package import Decoding
import Formats
import Foundation
package import Journal
package import Planning
import Requisitions
import Schema
import WorkLedger

/// Exports the findings of a finished review as a signed bag.
///
/// The export is recorded before its first byte is written, so that erasing the requisition finds it.
package struct ExportEvidence: Operation {
    /// Progress of the export.
    package enum Progress: Sendable {
        case verifying(file: String, bytesDone: Int64)
        /// Counted from 1.
        case copyingClip(Int, of: Int)
        case takingPicture(Int, of: Int)
        /// All clips or all pictures are done.
        case done
    }

    package let review: ReviewID
    /// The folder to create.
    package let folder: String
    package let recipient: String
    package let key: SiteKey
    package let selection: FootageSelection
    package let roots: FootageRoots
    /// Sandbox and limits of the processes that read footage.
    package let walls: ReviewGuard
    package let progress: @Sendable (Progress) -> Void

    package init(
        of review: ReviewID, to folder: String, for recipient: String, signedWith key: SiteKey,
        selection: FootageSelection, roots: FootageRoots, walls: ReviewGuard,
        progress: @escaping @Sendable (Progress) -> Void
    ) {
        self.review = review
        self.folder = folder
        self.recipient = recipient
        self.key = key
        self.selection = selection
        self.roots = roots
        self.walls = walls
        self.progress = progress
    }

    package var act: Act { .evidenceExport }
    package var subject: JournalSubject { .review(review.rawValue) }
    package var detail: String { "to \(recipient)" }

    /// - Returns: The requested items that could not be added to the bag, and the review's checks that are still
    ///   outstanding.
    package func run(under permit: Permit) async throws -> [String] {
        let database = permit.database
        let review = try await database.review(review)
        guard review.hasEnded else {
            throw OperationError(
                "review \(self.review) is \(review.state.rawValue): only a review that has ended can be exported")
        }
        // Findings may still be exported once the order has ended, but footage may be opened only while it is in force.
        if selection.isAsked { try await database.requisition(review.requisition).requireOpen() }
        return try await write(review, from: database)
    }

    private func write(_ review: ReviewSummary, from database: Database) async throws -> [String] {
        let evidence = try await EvidenceBag(review, from: database)
        let plans = try selection.plans(evidence.timeline.cameras)
        let choices = try selection.pictures?.choices(from: evidence.timeline.cameras) ?? []
        let footage = VerifiedFootage(database: database, roots: roots) { [progress] in
            progress(.verifying(file: $0, bytesDone: $1))
        }
        var bag = try BagWriter(at: folder)
        do {
            // Record the export before its first byte, so that erasing the requisition finds it.
            let export = try await database.begin(
                Export(
                    kind: "evidence", path: URL(fileURLWithPath: folder).standardizedFileURL.path,
                    host: ProcessInfo.processInfo.hostName, digest: "", recipient: recipient),
                of: review.requisition)
            var missing: [String] = []
            var shown: [TrackPicture] = []
            if selection.asksForClips {
                let cutter = ClipCutter(footage: footage, walls: walls)
                let clips = EvidenceClips(evidence: evidence, cutter: cutter, progress: progress)
                missing += try await clips.write(plans, to: &bag)
            }
            if selection.asksForPictures {
                let taker = PictureTaker(footage: footage, walls: walls)
                let pictures = EvidencePictures(evidence: evidence, taker: taker, progress: progress)
                shown = try await pictures.write(choices, to: &bag)
                missing += shown.compactMap { picture in
                    picture.note.map { "no picture of track \(picture.track) of \(picture.camera): \($0)" }
                }
            }
            try evidence.write(to: &bag, showing: shown)
            let digest = try bag.finish(info: evidence.info(recipient: recipient), signedWith: key)
            try await database.finish(export, digest: digest)
            try bag.publish()
            return missing
                + evidence.controls.waiting.map {
                    "\($0): the report says so; export again once `relecture review show \(review.id)` counts them as done"
                }
        } catch {
            bag.discard()
            throw error
        }
    }
}
