import ArgumentParser
import Catalogue
import Coordinator
import Decoding
import Footage
import Formats
import Foundation
import Journal
import Operations
import Planning
import Requisitions
import Schema
import Timelines
import Worker
import WorkLedger

struct EvidenceExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a review's findings as a signed BagIt bag (RFC 8493).",
        discussion: """
            Timeline as JSON, CSV, OpenTimelineIO and one WebVTT file for each camera; the requisition, the profile, the \
            files with their digests and deliveries, coverage, what was measured of the clocks, versions, replays, a CASE \
            graph, the journal's entries about the requisition, and a report that prints. It tells which chunks came out \
            otherwise when they were reviewed again, and which controls failed; while some wait, the exit status is 3. \
            No footage unless --clips or --interval ask for it: clips are copied, \
            never encoded anew, begin at the keyframe before, and clips.json says what they are. --pictures adds one small \
            JPEG a track, for orientation: the whole picture, nothing drawn onto it; pictures.json says what each shows, and \
            the report shows them with the track outlined. \
            `evidence verify` checks the bag, and so does any BagIt tool. What was exported is remembered, and erased with \
            its requisition.
            """)

    @Argument(help: "The review's id; it must have ended.")
    var id: String

    @Option(help: "The folder to make.")
    var output: String

    @Option(help: "To whom it is given.")
    var recipient: String

    @OptionGroup var clips: ClipOptions
    @OptionGroup var pictures: PictureOptions
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    private var holdsFootage: Bool { clips.areAsked || pictures.areAsked }

    func run() async throws {
        let key = try site.key()
        try await Interruption.guarding("interrupted: no bag was made") {
            if holdsFootage { try await sandbox.check() }
            try await asking.act(
                servers, .communication, "evidence export", on: .review(id), detail: "to \(recipient)"
            ) { database in
                let review = try await database.review(ReviewID(rawValue: id))
                guard review.hasEnded else {
                    throw CommandError(
                        "review \(id) is \(review.state.rawValue): evidence is made of reviews that have ended")
                }
                // Findings may be given out later; footage is opened under an order that is in force, or not at all.
                if holdsFootage { try await database.requisition(review.requisition).requireOpen() }
                let missing = try await write(review, from: database, signedWith: key)
                for line in missing { StandardError.write("warning: \(line)\n") }
                if !missing.isEmpty { throw ExitCode(3) }
            }
        }
    }

    /// Answers what was asked for and could not be put into the bag, and what is still to be done beside the review.
    private func write(_ review: ReviewSummary, from database: Database, signedWith key: SiteKey) async throws
        -> [String]
    {
        let evidence = try await EvidenceBag(review, from: database)
        let plans = try clips.plans(evidence.timeline.cameras)
        let choices = try pictures.choices(evidence.timeline.cameras)
        let (roots, walls) = (try nodes.roots(), try sandbox.walls())
        let progress = ProgressLine(.standard(isQuiet: false))
        let footage = VerifiedFootage(database: database, roots: roots) { name, bytes in
            progress.show("verifying \(name)  \(bytes >> 20) MiB")
        }
        let cutter = ClipCutter(footage: footage, walls: walls)
        let taker = PictureTaker(footage: footage, walls: walls)
        var bag = try BagWriter(at: output)
        do {
            // Remembered before its first byte: what is there must be found when the requisition is erased.
            let export = try await database.begin(
                Export(
                    kind: "evidence", path: URL(fileURLWithPath: output).standardizedFileURL.path,
                    host: ProcessInfo.processInfo.hostName, digest: "", recipient: recipient),
                of: review.requisition)
            var missing: [String] = []
            var shown: [TrackPicture] = []
            if clips.areAsked {
                let clips = EvidenceClips(evidence: evidence, cutter: cutter, progress: progress)
                missing += try await clips.write(plans, to: &bag)
            }
            if pictures.areAsked {
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
