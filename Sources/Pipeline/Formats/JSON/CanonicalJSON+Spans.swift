package import Chronology
import Footage

extension CanonicalJSON {
    /// Returns the two ends of a span as members of an object.
    package static func span(_ span: TimeSpan) -> [String: CanonicalJSON] {
        ["start": .string(span.start.rfc3339), "end": .string(span.end.rfc3339)]
    }

    package static func optional(_ text: String?) -> CanonicalJSON {
        text.map { .string($0) } ?? .null
    }
}

extension CanonicalJSON {
    /// Returns microseconds as seconds with four decimals.
    package static func seconds(_ microseconds: Int64) -> CanonicalJSON {
        .tenThousandths((microseconds + 50).flooredQuotient(by: 100))
    }
}
