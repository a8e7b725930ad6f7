/// A point in wall-clock time: microseconds since 1970-01-01T00:00:00 UTC, ignoring leap seconds (POSIX).
///
/// An integer, so arithmetic is exact and the same on every machine. Times are those of the recorder's clock; a
/// camera's clock offset is applied when results are queried, never here.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
    /// Microseconds since the Unix epoch; negative before 1970.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static let epoch = Timestamp(microseconds: 0)

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// Returns this moment moved by a number of microseconds.
    package func advanced(byMicroseconds offset: Int64) -> Timestamp {
        Timestamp(microseconds: microseconds + offset)
    }

    // A plain integer in JSON between coordinator, worker and child; the RFC 3339 form is for people and exports.
    package init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }
}
