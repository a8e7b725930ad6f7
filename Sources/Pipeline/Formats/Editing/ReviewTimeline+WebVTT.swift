import Chronology
import Footage
import Timelines

extension CameraFindings {
    /// Returns the camera's tracks, and the time that was not analysed, as cues of a text track (W3C WebVTT).
    ///
    /// Cue times are relative to the start of the scope: if a single recording fills the scope, the file can be played
    /// along with it. The format holds only milliseconds, so starts are rounded down and ends up: no moment is lost.
    ///
    /// - Parameters:
    ///   - digest: the digest of the timeline.
    ///   - measured: the measurements of the camera's clock; nil to leave them out.
    package func webVTT(
        reference: String, review: String, digest: String, measured: MeasuredClock? = nil
    ) -> String {
        let origin = coverage.first?.span.start ?? Timestamp(microseconds: 0)
        let note = [
            "NOTE", "requisition: \(reference)", "review: \(review)", "timeline: \(digest)",
            "camera: \(camera.rawValue)",
            "clock: \(clock)",
            // A file without cues must still tell "nothing moved" from "nothing was analysed".
            "analysed: \(Durations.clock(coverage.duration(in: .analysed)))",
            "not analysed: \(Durations.clock(coverage.durationNotAnalysed))", "00:00:00.000 is \(origin.rfc3339)",
        ]
        let notes = ([note] + (measured.map { [["NOTE"] + $0.lines] } ?? [])).map { $0.map(Cue.escaped) }
        let cues = coverage.filter { $0.state != .analysed }.map { Cue(coverage: $0) } + tracks.map { Cue(track: $0) }
        let sorted = cues.sorted { ($0.span.start, $0.span.end, $0.id) < ($1.span.start, $1.span.end, $1.id) }
        let blocks = [["WEBVTT"]] + notes + sorted.map { $0.lines(from: origin) }
        return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }
}

/// One cue of a text track.
private struct Cue {
    let id: String
    let span: TimeSpan
    let text: String

    init(track: Track) {
        id = "track-\(track.id)"
        span = track.span
        text = "track \(track.id) \(track.kind) \(CanonicalJSON.decimal(Int64(track.confidence)))"
    }

    init(coverage: CoverageSpan) {
        id = "\(coverage.state.rawValue)-\(coverage.span.start.rfc3339)"
        span = coverage.span
        text = "not analysed: \(coverage.state.rawValue)" + (coverage.reason.isEmpty ? "" : " (\(coverage.reason))")
    }

    func lines(from origin: Timestamp) -> [String] {
        let start = (span.start.microseconds - origin.microseconds) / 1_000
        let end = (span.end.microseconds - origin.microseconds + 999) / 1_000
        return [id, "\(Cue.clock(start)) --> \(Cue.clock(end))", Cue.escaped(text)]
    }

    /// Hours take two or more digits.
    private static func clock(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1_000
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
        return parts.joined(separator: ":") + "." + padded(milliseconds % 1_000, 3)
    }

    /// Returns one line that no reader takes for a tag, a timing or the end of the block.
    static func escaped(_ text: String) -> String {
        let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\0"]
        return Markup.escaped(
            String(String.UnicodeScalarView(text.unicodeScalars.map { breaks.contains($0) ? " " : $0 })))
    }
}
