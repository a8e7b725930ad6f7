import ArgumentParser
import Footage
import Timelines

/// Which tracks an option names: all, or CAMERA:TRACK,CAMERA:TRACK.
struct TrackSelection {
    struct Choice {
        let findings: CameraFindings
        let track: Track
    }

    /// As on the command line, for messages.
    let option: String
    let text: String

    /// Each track once, in the order of the cameras and of their tracks.
    func choices(_ cameras: [CameraFindings]) throws -> [Choice] {
        let named = try text == "all" ? nil : named(cameras)
        return cameras.flatMap { findings in
            findings.tracks.filter { track in
                named.map { $0[findings.camera]?.contains(track.id) ?? false } ?? true
            }.map { Choice(findings: findings, track: $0) }
        }
    }

    private func named(_ cameras: [CameraFindings]) throws -> [CameraID: Set<Int>] {
        var named: [CameraID: Set<Int>] = [:]
        for word in text.split(separator: ",") {
            guard let colon = word.lastIndex(of: ":"), let id = Int(word[word.index(after: colon)...]) else {
                throw ValidationError("\(option) takes all, or tracks as CAMERA:TRACK; not \"\(word)\"")
            }
            let findings = try TrackSelection.known(String(word[..<colon]), cameras)
            guard findings.tracks.contains(where: { $0.id == id }) else {
                throw CommandError(
                    "camera \(findings.camera) has no track \(id): `relecture timeline` shows those it has")
            }
            named[findings.camera, default: []].insert(id)
        }
        return named
    }

    static func known(_ camera: String, _ cameras: [CameraFindings]) throws -> CameraFindings {
        guard let findings = cameras.first(where: { $0.camera.rawValue == camera }) else {
            throw CommandError("the review does not go over a camera \"\(camera)\"")
        }
        return findings
    }
}
