package import Footage
import Timelines

/// Which tracks of a review are asked for.
package enum TrackSelection: Sendable {
    case all
    case named([(camera: CameraID, track: Int)])

    struct Choice {
        let findings: CameraFindings
        let track: Track
    }

    /// Each track once, in the order of the cameras and of their tracks.
    func choices(from cameras: [CameraFindings]) throws -> [Choice] {
        let wanted = try wanted(from: cameras)
        return cameras.flatMap { findings in
            findings.tracks.filter { track in
                wanted.map { $0[findings.camera]?.contains(track.id) ?? false } ?? true
            }.map { Choice(findings: findings, track: $0) }
        }
    }

    /// Nil: all are.
    private func wanted(from cameras: [CameraFindings]) throws -> [CameraID: Set<Int>]? {
        guard case .named(let names) = self else { return nil }
        var wanted: [CameraID: Set<Int>] = [:]
        for (camera, track) in names {
            let findings = try cameras.findings(of: camera)
            guard findings.tracks.contains(where: { $0.id == track }) else {
                throw OperationError("camera \(camera) has no track \(track): `relecture timeline` shows those it has")
            }
            wanted[camera, default: []].insert(track)
        }
        return wanted
    }
}

extension [CameraFindings] {
    func findings(of camera: CameraID) throws -> CameraFindings {
        guard let findings = first(where: { $0.camera == camera }) else {
            throw OperationError("the review does not go over a camera \"\(camera)\"")
        }
        return findings
    }
}
