import Chronology
import Footage
import Timelines

/// The parts of the format; see OpenTimelineIO's specification of serialised files.
enum OpenTimelineIO {
    static func object(
        _ schema: String, name: String, _ members: [String: CanonicalJSON], about: [String: CanonicalJSON] = [:]
    ) -> CanonicalJSON {
        let common: [String: CanonicalJSON] = [
            "OTIO_SCHEMA": .string(schema), "name": .string(name),
            "metadata": .object(about.isEmpty ? [:] : ["relecture": .object(about)]),
        ]
        return .object(common.merging(members) { $1 })
    }

    static func time(_ microseconds: Int64) -> CanonicalJSON {
        .object([
            "OTIO_SCHEMA": .string("RationalTime.1"), "rate": .integer(1_000_000), "value": .integer(microseconds),
        ])
    }

    static func range(_ span: TimeSpan, from origin: Timestamp) -> CanonicalJSON {
        .object([
            "OTIO_SCHEMA": .string("TimeRange.1"), "duration": time(span.duration),
            "start_time": time(span.start.microseconds - origin.microseconds),
        ])
    }

    static func track(_ findings: CameraFindings, media: [TimelineMedium], from origin: Timestamp) -> CanonicalJSON {
        let markers =
            findings.tracks.map { marker($0, from: origin) }
            + findings.coverage.filter { $0.state != .analysed }.map { marker($0, from: origin) }
        return object(
            "Track.1", name: findings.camera.rawValue,
            [
                "kind": .string("Video"), "children": .array(items(findings, media, from: origin)),
                "markers": .array(markers), "source_range": .null, "effects": .array([]), "enabled": .bool(true),
            ], about: ["clock": .string(findings.clock)])
    }

    /// Returns clips and gaps, one after the other, from the origin to the end of the scope.
    private static func items(
        _ findings: CameraFindings, _ media: [TimelineMedium], from origin: Timestamp
    ) -> [CanonicalJSON] {
        var items: [CanonicalJSON] = []
        var at = origin
        let pieces = media.flatMap { medium in medium.pieces.map { (medium, $0) } }
        for (medium, piece) in pieces.sorted(by: { $0.1.start < $1.1.start }) {
            if at < piece.start { items.append(gap(TimeSpan(start: at, end: piece.start))) }
            items.append(clip(medium, piece))
            at = piece.end
        }
        if let end = findings.coverage.last?.span.end, at < end { items.append(gap(TimeSpan(start: at, end: end))) }
        return items
    }

    private static func gap(_ span: TimeSpan) -> CanonicalJSON {
        object(
            "Gap.1", name: "",
            [
                "source_range": range(span, from: span.start), "markers": .array([]), "effects": .array([]),
                "enabled": .bool(true),
            ])
    }

    /// Times within a file are relative to its first picture.
    private static func clip(_ medium: TimelineMedium, _ piece: TimeSpan) -> CanonicalJSON {
        let reference = object(
            "ExternalReference.1", name: medium.name,
            [
                "target_url": .string(medium.location), "available_range": range(medium.span, from: medium.span.start),
                "available_image_bounds": .null,
            ], about: ["sha256": .string(medium.digest), "start": .string(medium.span.start.rfc3339)])
        return object(
            "Clip.2", name: medium.name,
            [
                "media_references": .object(["DEFAULT_MEDIA": reference]),
                "active_media_reference_key": .string("DEFAULT_MEDIA"),
                "source_range": range(piece, from: medium.span.start), "markers": .array([]), "effects": .array([]),
                "enabled": .bool(true),
            ])
    }

    private static func marker(_ track: Track, from origin: Timestamp) -> CanonicalJSON {
        marker(
            "track \(track.id)", track.span, "GREEN", from: origin,
            ["class": .string(track.kind), "confidence": .tenThousandths(Int64(track.confidence))])
    }

    private static func marker(_ coverage: CoverageSpan, from origin: Timestamp) -> CanonicalJSON {
        marker(
            "not analysed: \(coverage.state.rawValue)", coverage.span, "RED", from: origin,
            ["state": .string(coverage.state.rawValue), "reason": .string(coverage.reason)])
    }

    private static func marker(
        _ name: String, _ span: TimeSpan, _ colour: String, from origin: Timestamp, _ about: [String: CanonicalJSON]
    ) -> CanonicalJSON {
        object(
            "Marker.2", name: name,
            ["color": .string(colour), "marked_range": range(span, from: origin), "comment": .string("")],
            about: about.merging(["start": .string(span.start.rfc3339), "end": .string(span.end.rfc3339)]) { $1 })
    }
}
