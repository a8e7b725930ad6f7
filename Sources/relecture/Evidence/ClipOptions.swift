import ArgumentParser
import Exporting
import Footage
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
        if clips == "all" {
            return cameras.flatMap { findings in
                findings.tracks.map { ClipPlan(camera: findings.camera, span: $0.span, tracks: [$0.id]) }
            }
        }
        return try clips.split(separator: ",").map { word in
            guard let colon = word.lastIndex(of: ":"), let id = Int(word[word.index(after: colon)...]) else {
                throw ValidationError("--clips takes all, or tracks as CAMERA:TRACK; not \"\(word)\"")
            }
            let findings = try known(String(word[..<colon]), cameras)
            guard let track = findings.tracks.first(where: { $0.id == id }) else {
                throw CommandError("camera \(findings.camera) has no track \(id): `relecture timeline` shows those it has")
            }
            return ClipPlan(camera: findings.camera, span: track.span, tracks: [id])
        }
    }

    private func interval(_ text: String, _ cameras: [CameraFindings]) throws -> ClipPlan {
        guard let match = text.wholeMatch(of: /(.+):(\d{4}-[^\/]+)\/([^\/]+)/),
            let from = Timestamp(rfc3339: String(match.output.2)), let to = Timestamp(rfc3339: String(match.output.3)),
            from < to
        else { throw ValidationError("--interval takes CAMERA:FROM/TO with FROM before TO; not \"\(text)\"") }
        let findings = try known(String(match.output.1), cameras)
        return ClipPlan(camera: findings.camera, span: TimeSpan(start: from, end: to))
    }

    private func known(_ camera: String, _ cameras: [CameraFindings]) throws -> CameraFindings {
        guard let findings = cameras.first(where: { $0.camera.rawValue == camera }) else {
            throw CommandError("the requisition does not cover a camera \"\(camera)\"")
        }
        return findings
    }
}
