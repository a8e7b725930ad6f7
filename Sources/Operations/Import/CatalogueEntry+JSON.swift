package import Catalogue
import Chronology
import Footage
package import Formats

extension RecordedDelivery {
    package var json: CanonicalJSON {
        .object([
            "file": .string(delivery.originalName), "by": .string(delivery.by),
            "at": CanonicalJSON.optional(delivery.at?.rfc3339), "seal": .string(delivery.seal),
            "medium": .string(delivery.medium), "recorded": .string(recordedAt.rfc3339),
            "recordedBy": .string(recordedBy),
        ])
    }
}

extension CatalogueEntry {
    package var json: CanonicalJSON {
        .object([
            "id": .string(recording.id.rawValue), "camera": .string(recording.camera.rawValue),
            "file": .string(originalName), "store": .string(store), "path": .string(path), "size": .integer(size),
            "sha256": .string(recording.digest), "start": .string(span.start.rfc3339),
            "end": .string(span.end.rfc3339), "clock": .string(recording.clock), "clockText": .string(clockText),
            "timestamps": .string(timeSource.rawValue), "container": .string(container), "codec": .string(codec),
            "width": .integer(Int64(width)), "height": .integer(Int64(height)), "frames": .integer(Int64(frames)),
            "runs": .array(recording.runs.map { .object(CanonicalJSON.span($0)) }),
            "damage": .array(
                recording.damage.map { damage in
                    var members = CanonicalJSON.span(damage.span)
                    members["reason"] = .string(damage.reason)
                    return .object(members)
                }),
        ])
    }

    /// Adds the deliveries of this file, selected from all given ones.
    package func json(delivered all: [RecordedDelivery]) -> CanonicalJSON {
        guard case .object(var members) = json else { return json }
        members["deliveries"] = .array(all.filter { $0.recording == recording.id }.map(\.json))
        return .object(members)
    }
}
