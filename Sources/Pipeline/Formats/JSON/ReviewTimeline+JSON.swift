import Analysis
import Chronology
import Footage
import Timelines

extension ReviewTimeline {
    /// The `cameras` member, which the digest covers. Nothing in it depends on chunks, workers, nodes or the run.
    package var camerasJSON: CanonicalJSON { .array(cameras.map(\.json)) }

    /// Returns the document `relecture-timeline/1`.
    ///
    /// - Parameter digest: `sha256:` and the hexadecimal SHA-256 of `camerasJSON.text` in UTF-8.
    package func json(digest: String) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "format": .string("relecture-timeline/1"),
            "review": .string(review),
            "requisition": .string(requisition),
            "reference": .string(reference),
            "profile": .object(profile),
            "digest": .string(digest),
            "cameras": camerasJSON,
        ]
        if !knownAnswers.isEmpty { members["knownAnswers"] = KnownAnswers(knownAnswers).json }
        return .object(members)
    }

    private var profile: [String: CanonicalJSON] {
        var members: [String: CanonicalJSON] = ["name": .string(profileName), "digest": .string(profileDigest)]
        if !ignoredAreas.isEmpty {
            members["ignoredAreas"] = .object(
                Dictionary(uniqueKeysWithValues: ignoredAreas.map { ($0.rawValue, .integer(Int64($1))) }))
        }
        return members
    }
}

extension CameraFindings {
    fileprivate var json: CanonicalJSON {
        .object([
            "camera": .string(camera.rawValue),
            "clock": .string(clock),
            "coverage": .array(
                coverage.map { item in
                    var members = item.span.json
                    members["state"] = .string(item.state.rawValue)
                    if !item.reason.isEmpty { members["reason"] = .string(item.reason) }
                    return .object(members)
                }),
            "activity": .array(activity.map { .object($0.json) }),
            "tracks": .array(tracks.map(\.json)),
            "events": .array([]),
        ])
    }
}

extension Track {
    fileprivate var json: CanonicalJSON {
        var members = span.json
        members["id"] = .integer(Int64(id))
        members["class"] = .string(kind)
        members["confidence"] = .tenThousandths(Int64(confidence))
        members["path"] = .array(
            sparsePath.map { point in
                .object([
                    "at": .string(point.time.rfc3339),
                    "x": .tenThousandths(Int64(point.box.x)),
                    "y": .tenThousandths(Int64(point.box.y)),
                    "width": .tenThousandths(Int64(point.box.width)),
                    "height": .tenThousandths(Int64(point.box.height)),
                ])
            })
        return .object(members)
    }
}

extension TimeSpan {
    fileprivate var json: [String: CanonicalJSON] {
        ["start": .string(start.rfc3339), "end": .string(end.rfc3339)]
    }
}
