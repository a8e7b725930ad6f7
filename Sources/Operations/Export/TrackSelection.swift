package import Footage
import Timelines

/// The tracks of a review to export.
package enum TrackSelection: Sendable {
    case all
    case named([(camera: CameraID, track: Int)])

    struct Choice {
        let findings: CameraFindings
        let track: Track
    }

    /// Returns each selected track once, ordered by camera and track.
    func choices(from cameras: [CameraFindings]) throws -> [Choice] {
        let wanted = try wanted(from: cameras)
        return cameras.flatMap { findings in
            findings.tracks.filter { track in
                wanted.map { $0[findings.camera]?.contains(track.id) ?? false } ?? true
            }.map { Choice(findings: findings, track: $0) }
        }
    }

    /// Returns the named tracks by camera; nil for all.
    private func wanted(from cameras: [CameraFindings]) throws -> [CameraID: Set<Int>]? {
        guard case .named(let names) = self else { return nil }
        var wanted: [CameraID: Set<Int>] = [:]
        for (camera, track) in names {
            let findings = try cameras.findings(of: camera)
            guard findings.tracks.contains(where: { $0.id == track }) else {
                throw OperationError("camera \(camera) has no track \(track): `relecture timeline` lists its tracks")
            }
            wanted[camera, default: []].insert(track)
        }
        return wanted
    }
}

extension [CameraFindings] {
    func findings(of camera: CameraID) throws -> CameraFindings {
        guard let findings = first(where: { $0.camera == camera }) else {
            throw OperationError("the review does not cover camera \"\(camera)\"")
        }
        return findings
    }
}
