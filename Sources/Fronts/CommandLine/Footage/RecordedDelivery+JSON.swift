import Catalogue
import Chronology
import Footage
import Formats

extension RecordedDelivery {
    var json: CanonicalJSON {
        .object([
            "file": .string(delivery.originalName), "by": .string(delivery.by),
            "at": CanonicalJSON.optional(delivery.at?.rfc3339), "seal": .string(delivery.seal),
            "medium": .string(delivery.medium), "recorded": .string(recordedAt.rfc3339),
            "recordedBy": .string(recordedBy),
        ])
    }

    /// In a few words, for a table.
    var note: String {
        let parts = [
            delivery.by.isEmpty ? "" : "by \(delivery.by)", delivery.at.map { "at \($0)" } ?? "",
            delivery.seal.isEmpty ? "" : "seal \(delivery.seal)", delivery.medium.isEmpty ? "" : "on \(delivery.medium)",
        ]
        return "delivered " + parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension CatalogueEntry {
    /// With those deliveries, of all, that are of this file.
    func json(delivered all: [RecordedDelivery]) -> CanonicalJSON {
        guard case .object(var members) = json else { return json }
        members["deliveries"] = .array(all.filter { $0.recording == recording.id }.map(\.json))
        return .object(members)
    }
}
