package import Chronology
import Footage

extension SampleTruth {
    /// A wall-clock time in the form written for people: RFC 3339, UTC, six decimals.
    package struct Moment: Hashable, Sendable, Codable {
        package let time: Timestamp

        package init(_ time: Timestamp) {
            self.time = time
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            guard let time = Timestamp(rfc3339: try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time")
            }
            self.time = time
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(time.rfc3339)
        }
    }
}

extension SampleTruth.Span {
    init(_ span: TimeSpan) {
        self.init(start: SampleTruth.Moment(span.start), end: SampleTruth.Moment(span.end))
    }

    package var span: TimeSpan { TimeSpan(start: start.time, end: end.time) }
}
