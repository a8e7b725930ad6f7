import ArgumentParser
import Catalogue
import Coordinator
import Footage
import Formats
import Foundation
import Operations
import Planning
import Requisitions
import Schema
import Timelines
import WorkLedger

/// How a timeline is printed, for `timeline` and `run` alike.
struct TimelineOutput: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, csv, vtt, otio, mot

        /// Forms that hold one camera each, and what they are made of.
        var ofOneCamera: String? {
            switch self {
            case .vtt: "WebVTT cues"
            case .mot: "MOT rows"
            case .table, .json, .csv, .otio: nil
            }
        }
    }

    @Option(
        help: """
        How to print: table, json, csv, vtt (WebVTT cues of one camera), otio (OpenTimelineIO) or mot (MOTChallenge \
        rows of one camera).
        """)
    var format = Format.table

    @Option(help: "Write to this file instead of standard output.")
    var output: String?

    /// Refuses what cannot be printed before any work is done for it.
    func check(cameras: Int) throws {
        guard let form = format.ofOneCamera, cameras != 1 else { return }
        throw CommandError("\(form) are of one camera, and there are \(cameras): name one with --camera")
    }

    /// - Parameter camera: only this one; nil: all of the review.
    func write(_ review: ReviewID, camera: CameraID?, from database: Database) async throws -> ReviewTimeline {
        let reader = TimelineReader(database: database)
        let timeline = try await reader.timeline(of: review, camera: camera)
        try check(cameras: timeline.cameras.count)
        let requisition = RequisitionID(rawValue: timeline.requisition)
        let text: String
        switch format {
        case .table:
            text = timeline.table(digest: timeline.digest, clocks: try await database.clocks(in: requisition))
        case .json: text = timeline.json(digest: timeline.digest).text + "\n"
        case .csv: text = timeline.csv
        case .vtt:
            let findings = timeline.cameras[0]
            let measured = MeasuredClock(try await database.clocks(in: requisition)[findings.camera])
            text = findings.webVTT(
                reference: timeline.reference, review: timeline.review, digest: timeline.digest, measured: measured)
        case .otio:
            let media = try await reader.media(of: review, cameras: timeline.cameras.map(\.camera))
            text = timeline.openTimelineIO(digest: timeline.digest, media: media).text + "\n"
        case .mot:
            let findings = timeline.cameras[0]
            let frames = try await reader.frames(of: review, camera: findings.camera)
            text = MOTChallenge.text(tracks: findings.tracks, frames: frames)
        }
        if let output {
            // Remembered first: what is there must be found when the requisition is erased.
            try await database.add(
                Export(
                    kind: "timeline", path: FootageImporter.absolute(output), host: ProcessInfo.processInfo.hostName,
                    digest: Digests.sha256(text), recipient: ""), of: requisition)
        }
        try StandardOutput.write(text, to: output)
        return timeline
    }
}
