import ArgumentParser
import Chronology
import Footage
import Operations

/// The footage to put into a bag; none by default.
struct ClipOptions: ParsableArguments {
    @Option(help: "Clips of tracks: all, or CAMERA:TRACK,CAMERA:TRACK. Overlapping tracks share one. Default: none.")
    var clips: String?

    @Option(
        name: .customLong("interval"),
        help: ArgumentHelp("A clip of CAMERA:FROM/TO (RFC 3339); repeat for more.", valueName: "interval"))
    var intervals: [String] = []

    func selection() throws -> TrackSelection? {
        try clips.map { try TrackSelection(option: "--clips", text: $0) }
    }

    func spans() throws -> [FootageSelection.Interval] {
        try intervals.map { text in
            guard let match = text.wholeMatch(of: /(.+):(\d{4}-[^\/]+)\/([^\/]+)/),
                let from = Timestamp(rfc3339: String(match.output.2)),
                let to = Timestamp(rfc3339: String(match.output.3)),
                from < to
            else { throw ValidationError("--interval must be CAMERA:FROM/TO with FROM before TO, not \"\(text)\"") }
            return FootageSelection.Interval(
                camera: CameraID(rawValue: String(match.output.1)), span: TimeSpan(start: from, end: to))
        }
    }
}
