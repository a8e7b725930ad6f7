/// A `timestamptz`: microseconds since 1970-01-01T00:00:00 UTC, exact.
package struct PostgresTimestamp: Sendable, Hashable, Comparable {
    package var microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// SQL's `infinity`, later than any finite timestamp.
    package static let infinity = PostgresTimestamp(microseconds: .max)

    /// SQL's `-infinity`, earlier than any finite timestamp.
    package static let minusInfinity = PostgresTimestamp(microseconds: .min)

    package static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    // The wire format counts from 2000-01-01.
    private static let wireEpoch: Int64 = 946_684_800_000_000

    /// Returns nil for wire values that overflow: about the last 30 years of the wire format's range.
    init?(wire: Int64) {
        let (sum, overflow) = wire.addingReportingOverflow(Self.wireEpoch)
        switch wire {
        case .max, .min: self.init(microseconds: wire)
        default:
            guard !overflow, sum != .max else { return nil }
            self.init(microseconds: sum)
        }
    }

    /// The wire form. Moments before the wire format's range saturate, and the server then rejects them.
    var wire: Int64 {
        guard self != .infinity, self != .minusInfinity else { return microseconds }
        let (difference, overflow) = microseconds.subtractingReportingOverflow(Self.wireEpoch)
        return overflow ? .min + 1 : difference
    }
}
