import ArgumentParser
import Chronology
import Footage
import Formats
import Timelines

/// Which footage goes into a bag; none unless it is asked for.
struct ClipOptions: ParsableArguments {
    @Option(help: "Clips of tracks: all, or CAMERA:TRACK,CAMERA:TRACK. Tracks that overlap share one.")
    var clips: String?

    @Option(
        name: .customLong("interval"),
        help: ArgumentHelp("A clip of CAMERA:FROM/TO (RFC 3339); repeat for more.", valueName: "interval"))
    var intervals: [String] = []

    var areAsked: Bool { clips != nil || !intervals.isEmpty }

    func plans(_ cameras: [CameraFindings]) throws -> [ClipPlan] {
        ClipPlan.joined(try tracks(cameras) + intervals.map { try interval($0, cameras) })
    }

    private func tracks(_ cameras: [CameraFindings]) throws -> [ClipPlan] {
        guard let clips else { return [] }
        return try TrackSelection(option: "--clips", text: clips).choices(cameras).map {
            ClipPlan(camera: $0.findings.camera, span: $0.track.span, tracks: [$0.track.id])
        }
    }

    private func interval(_ text: String, _ cameras: [CameraFindings]) throws -> ClipPlan {
        guard let match = text.wholeMatch(of: /(.+):(\d{4}-[^\/]+)\/([^\/]+)/),
            let from = Timestamp(rfc3339: String(match.output.2)), let to = Timestamp(rfc3339: String(match.output.3)),
            from < to
        else { throw ValidationError("--interval takes CAMERA:FROM/TO with FROM before TO; not \"\(text)\"") }
        let findings = try TrackSelection.known(String(match.output.1), cameras)
        return ClipPlan(camera: findings.camera, span: TimeSpan(start: from, end: to))
    }
}
