package import Access
import Catalogue
package import Footage
package import Formats
import Foundation
package import Journal
package import Planning
import Requisitions
package import Schema
import Timelines

/// Renders what a review found and which time it covered.
///
/// While the review is running, shows what is known so far, with coverage `pending` for the rest.
package struct ShowTimeline: Operation {
    package let review: ReviewID
    package let rendering: TimelineRendering
    /// The recipient; nil if the caller only views it.
    package let recipient: String?
    /// Delivers the timeline. If it throws, the journal records a refusal.
    package let hand: @Sendable (RenderedTimeline) throws -> Void

    package init(
        of review: ReviewID, _ rendering: TimelineRendering, recipient: String? = nil,
        hand: @escaping @Sendable (RenderedTimeline) throws -> Void
    ) {
        self.review = review
        self.rendering = rendering
        self.recipient = recipient
        self.hand = hand
    }

    package var act: Act { .timeline }
    package var kind: JournalEntry.Kind { recipient == nil ? .consultation : .communication }
    package var subject: JournalSubject { .review(review.rawValue) }
    package var detail: String { recipient.map { "to \($0)" } ?? "" }

    package func run(under permit: Permit) async throws -> RenderedTimeline {
        let rendered = try await rendering.render(review, from: permit.database)
        try hand(rendered)
        return rendered
    }
}

/// A timeline and its text in the requested form.
package struct RenderedTimeline: Sendable {
    package let timeline: ReviewTimeline
    package let text: String
}

/// How to render a review's timeline as text.
package struct TimelineRendering: Sendable {
    package let form: TimelineForm
    /// Restricts the timeline to one camera; nil for all cameras of the review.
    package let camera: CameraID?
    /// Path of the file that the text will be written to; nil if it is not saved.
    package let output: String?

    package init(_ form: TimelineForm, camera: CameraID? = nil, output: String? = nil) {
        self.form = form
        self.camera = camera
        self.output = output
    }

    /// Reads and renders a timeline, and records the export if it will be written to a file.
    package func render(_ review: ReviewID, from database: Database) async throws -> RenderedTimeline {
        let reader = TimelineReader(database: database)
        let timeline = try await reader.timeline(of: review, camera: camera)
        try form.check(cameras: timeline.cameras.count)
        let text = try await text(of: timeline, review, reader, database)
        if let output {
            // Record the export before the file is written, so that erasing the requisition finds it.
            try await database.add(
                Export(
                    kind: "timeline", path: FootageImporter.absolute(output), host: ProcessInfo.processInfo.hostName,
                    digest: Digests.sha256(text), recipient: ""),
                of: RequisitionID(rawValue: timeline.requisition))
        }
        return RenderedTimeline(timeline: timeline, text: text)
    }

    private func text(
        of timeline: ReviewTimeline, _ review: ReviewID, _ reader: TimelineReader, _ database: Database
    ) async throws -> String {
        let requisition = RequisitionID(rawValue: timeline.requisition)
        let digest = timeline.digest
        switch form {
        case .table: return timeline.table(digest: digest, clocks: try await database.clocks(in: requisition))
        case .json: return timeline.json(digest: digest).text + "\n"
        case .csv: return timeline.csv
        case .vtt:
            let findings = timeline.cameras[0]
            let measured = MeasuredClock(try await database.clocks(in: requisition)[findings.camera])
            return findings.webVTT(
                reference: timeline.reference, review: timeline.review, digest: digest, measured: measured)
        case .otio:
            let media = try await reader.media(of: review, cameras: timeline.cameras.map(\.camera))
            return timeline.openTimelineIO(digest: digest, media: media).text + "\n"
        case .mot:
            let findings = timeline.cameras[0]
            let frames = try await reader.frames(of: review, camera: findings.camera)
            return MOTChallenge.text(tracks: findings.tracks, frames: frames)
        }
    }
}

/// The output form of a timeline.
package enum TimelineForm: String, CaseIterable, Sendable {
    case table, json, csv, vtt, otio, mot

    /// Rejects what the form cannot represent, before any work is done for it.
    package func check(cameras: Int) throws(OperationError) {
        guard let contents = contentsOfOneCamera, cameras != 1 else { return }
        throw OperationError("\(contents) are of one camera, and there are \(cameras): name one with --camera")
    }

    /// For forms limited to one camera, the name of their contents; otherwise nil.
    private var contentsOfOneCamera: String? {
        switch self {
        case .vtt: "WebVTT cues"
        case .mot: "MOT rows"
        case .table, .json, .csv, .otio: nil
        }
    }
}
