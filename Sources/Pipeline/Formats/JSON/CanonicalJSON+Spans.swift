package import Chronology

extension CanonicalJSON {
    /// Returns the two ends of a span as members of an object.
    package static func span(_ span: TimeSpan) -> [String: CanonicalJSON] {
        ["start": .string(span.start.rfc3339), "end": .string(span.end.rfc3339)]
    }

    package static func optional(_ text: String?) -> CanonicalJSON {
        text.map { .string($0) } ?? .null
    }
}
