import Chronology
package import Footage
import Timelines

/// The report that is added to the procedure when a review is closed: one printable HTML page without external
/// resources.
package struct ClosureReport: Sendable {
    private let timeline: ReviewTimeline
    private let digest: String
    private let authority: String
    private let build: String
    private let media: [CameraID: [TimelineMedium]]
    private let pictures: [CameraID: [TrackPicture]]
    private let clocks: [CameraID: CameraClock]?
    private let controls: ReviewControls?

    /// - Parameters:
    ///   - digest: the timeline's digest.
    ///   - authority: who ordered the review, and on what legal basis.
    ///   - build: the program's version.
    ///   - media: the files of each camera.
    ///   - pictures: pictures in the same bag, to show on the page.
    ///   - clocks: all measured clocks; nil to leave clocks out.
    ///   - controls: the review's controls; nil to leave them out.
    package init(
        _ timeline: ReviewTimeline, digest: String, authority: String, build: String,
        media: [CameraID: [TimelineMedium]], pictures: [TrackPicture] = [], clocks: [CameraID: CameraClock]? = nil,
        controls: ReviewControls? = nil
    ) {
        self.timeline = timeline
        self.digest = digest
        self.authority = authority
        self.build = build
        self.media = media
        self.pictures = Dictionary(grouping: pictures, by: \.camera)
        self.clocks = clocks
        self.controls = controls
    }

    /// The sentence to quote in the written record of the procedure.
    package var mention: String {
        let total = timeline.cameras.flatMap(\.coverage)
        let looked = total.duration(in: .analysed)
        let missed = total.reduce(0) { $0 + $1.span.duration } - looked
        return """
            Under requisition \(timeline.reference) (\(authority)), recordings of \(timeline.cameras.count) \
            camera\(timeline.cameras.count == 1 ? "" : "s") were reviewed with Relecture \(build), profile \
            \(timeline.profileName) (\(timeline.profileDigest)). \(Durations.clock(looked)) were analysed, \
            \(Durations.clock(missed)) in scope were not. The software tells when and where something moved; it identifies \
            nobody and reads no number plate. What it found has the digest \(digest) and was to be verified by a person.
            """
    }

    package var html: String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Review of \(text(timeline.reference))</title><style>
        body { font: 11pt/1.4 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
        table { border-collapse: collapse; width: 100%; font-size: 9pt }
        th, td { border-bottom: 1px solid #999; padding: .2em .4em; text-align: left; vertical-align: top }
        tr { break-inside: avoid } h2 { break-after: avoid } code { overflow-wrap: anywhere }
        blockquote { border-left: .3em solid #999; margin: 1em 0; padding: .2em 1em }
        \(pictures.isEmpty ? "" : TrackPicture.style)
        </style></head><body>
        <h1>Review of recorded footage, requisition \(text(timeline.reference))</h1>
        \(table(["", ""], facts))
        <h2>Mention for the written record</h2>
        <blockquote>\(text(mention))</blockquote>
        \(timeline.cameras.map(section).joined(separator: "\n"))\(knownAnswers)\(controls?.html ?? "")
        <h2>Files reviewed</h2>
        \(table(["Camera", "File", "Start", "Length", "SHA-256"], files))
        </body></html>

        """
    }

    private var facts: [[String]] {
        [
            ["Reference", timeline.reference], ["Authority", authority], ["Requisition", timeline.requisition],
            ["Review", timeline.review], ["Profile", "\(timeline.profileName) \(timeline.profileDigest)"],
            ["Software", "Relecture \(build)"], ["Digest of the findings", digest],
        ]
    }

    private var files: [[String]] {
        timeline.cameras.map(\.camera).flatMap { camera in
            (media[camera] ?? []).map {
                [camera.rawValue, $0.name, $0.span.start.rfc3339, Durations.clock($0.span.duration), $0.digest]
            }
        }
    }

    private var knownAnswers: String {
        let known = KnownAnswers(timeline.knownAnswers)
        guard let sentence = known.sentence else { return "" }
        let lines = known.lines(cameras: timeline.cameras.map(\.camera)).map { "<li>\(text($0))</li>" }
        return """

            <h2>What the profile finds where the answer is known</h2>
            <p>On labelled clips of this site, reviewed as the footage was: \(text(sentence)).</p>
            <ul>\(lines.joined(separator: "\n"))</ul>
            """
    }

    private func section(_ findings: CameraFindings) -> String {
        let coverage = findings.coverage.map {
            [
                $0.span.start.rfc3339, $0.span.end.rfc3339, Durations.clock($0.span.duration), $0.state.rawValue,
                $0.reason,
            ]
        }
        let activity = findings.activity.map { span in
            let ids = findings.tracks.filter { $0.span.overlaps(span) }.map { "\($0.id)" }
            return [span.start.rfc3339, span.end.rfc3339, Durations.clock(span.duration), ids.joined(separator: " ")]
        }
        let ignored = timeline.ignoredAreas[findings.camera] ?? 0
        let note =
            ignored > 0
            ? "<p>\(ignored) \(ignored == 1 ? "area" : "areas") of the picture \(ignored == 1 ? "was" : "were") ignored, "
                + "as the profile says.</p>" : ""
        let looked = findings.coverage.duration(in: .analysed)
        let missed = findings.coverage.durationNotAnalysed
        let rest = missed > 0 ? " \(Durations.clock(missed)) in scope were not." : ""
        let nothing =
            looked > 0
            ? "Nothing moved in the \(Durations.clock(looked)) that were analysed.\(rest)" : "Nothing was analysed."
        let moved =
            activity.isEmpty
            ? "<p>\(nothing)</p>"
            : table(["From", "To", "Length", "Tracks"], activity)
        return """
            <h2>Camera \(text(findings.camera.rawValue))</h2>
            <p>Times are in UTC on the recorder's clock (source: \(text(findings.clock))).</p>
            \(measured(findings.camera))\(note)
            <h3>What was looked at</h3>
            \(table(["From", "To", "Length", "State", "Reason"], coverage))
            <h3>When something moved</h3>
            \(moved)\(shown(findings.camera))
            """
    }

    private func measured(_ camera: CameraID) -> String {
        guard let clocks else { return "" }
        return MeasuredClock(clocks[camera]).lines.map { "<p>\(text($0))</p>\n" }.joined()
    }

    private func shown(_ camera: CameraID) -> String {
        guard let pictures = pictures[camera] else { return "" }
        return """

            <h3>What moved</h3>
            <p>\(text(TrackPicture.about)) The outline around the track is this page's, not the picture's.</p>
            <div class="pictures">\(pictures.map(\.html).joined(separator: "\n"))</div>
            """
    }

    private func table(_ header: [String], _ rows: [[String]]) -> String {
        let head = header.allSatisfy(\.isEmpty) ? "" : "<tr>\(header.map { "<th>\(text($0))</th>" }.joined())</tr>"
        let lines = rows.map { row in "<tr>\(row.map { "<td>\(text($0))</td>" }.joined())</tr>" }
        return "<table>\(head)\(lines.joined(separator: "\n"))</table>"
    }

    private func text(_ text: String) -> String { Markup.escaped(text) }
}
