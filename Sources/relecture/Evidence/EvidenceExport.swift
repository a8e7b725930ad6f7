import ArgumentParser
import Coordinator
import Custody
import Exporting
import Footage
import Foundation
import Requisitions
import Storage
import Timelines

struct EvidenceExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a review's findings as a signed BagIt bag (RFC 8493).",
        discussion: """
            Timeline as JSON, CSV, OpenTimelineIO and one WebVTT file for each camera; the requisition, the profile, the \
            files with their digests, the journal's entries about the requisition, and a report that prints. No footage: \
            the digests say which files they were. `evidence verify` checks the bag, and so does any BagIt tool.
            """)

    @Argument(help: "The review's id; it must have ended.")
    var id: String

    @Option(help: "The folder to make.")
    var output: String

    @Option(help: "To whom it is given.")
    var recipient: String

    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        let key = try site.key()
        try await asking.act(
            servers, .communication, "evidence export", on: .review(id), detail: "to \(recipient)"
        ) { database in
            let review = try await database.review(ReviewID(rawValue: id))
            guard review.hasEnded else {
                throw CommandError("review \(id) is \(review.state.rawValue): evidence is made of reviews that have ended")
            }
            try await write(review, from: database, signedWith: key)
        }
    }

    private func write(_ review: ReviewSummary, from database: Database, signedWith key: SiteKey) async throws {
        let reader = TimelineReader(database: database)
        let timeline = try await reader.timeline(of: review.id)
        let requisition = try await database.requisition(review.requisition)
        let entries = try await database.recordings(of: review.id)
        let media = try await reader.media(of: review.id, cameras: timeline.cameras.map(\.camera))
        let report = ClosureReport(
            timeline, digest: timeline.digest, authority: requisition.order.authority, build: Build.version,
            media: media)
        var journal: [String] = []
        try await database.eachJournalEntry(requisition: requisition.id.rawValue) { journal.append($0.json.text + "\n") }
        var bag = try BagWriter(at: output)
        try bag.add("report.html", report.html)
        try bag.add("timeline.json", timeline.json(digest: timeline.digest).text + "\n")
        try bag.add("timeline.csv", timeline.csv)
        try bag.add("timeline.otio", timeline.openTimelineIO(digest: timeline.digest, media: media).text + "\n")
        for (number, findings) in timeline.cameras.enumerated() {
            let cues = findings.webVTT(reference: timeline.reference, review: id, digest: timeline.digest)
            try bag.add("cameras/\(EvidenceExport.fileName(number + 1, findings.camera)).vtt", cues)
        }
        try bag.add("requisition.json", requisition.json.text + "\n")
        try bag.add("review.json", review.json.text + "\n")
        try bag.add("profile.json", review.profile + "\n")
        try bag.add("footage.json", CanonicalJSON.array(entries.map(\.json)).text + "\n")
        try bag.add("journal.jsonl", journal.joined())
        try bag.finish(
            info: [
                ("External-Identifier", id), ("External-Description", "Review under requisition \(timeline.reference)"),
                ("Bagging-Date", String(review.now.rfc3339.prefix(10))),
                ("Bag-Software-Agent", "Relecture \(Build.version)"), ("Relecture-Digest", timeline.digest),
                ("Relecture-Recipient", recipient),
            ], signedWith: key)
    }

    /// Letters that every file system takes; the number keeps names apart that differ in others only.
    private static func fileName(_ number: Int, _ camera: CameraID) -> String {
        let letters = camera.rawValue.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "\(number)-\(String(letters).prefix(40))"
    }
}
