package import Chronology

/// The wall-clock start of a recording and what it was read from.
package struct RecordingClock: Hashable, Sendable, Codable {
    package enum Source: String, Sendable, Codable {
        case option
        case fileName = "file-name"
        case onvif
        case container
        /// The start is unknown; the recording is placed at the Unix epoch.
        case none
    }

    package let source: Source
    package let start: Timestamp
    /// The text or number that was read, unchanged; empty for `none`.
    package let raw: String

    package init(source: Source, start: Timestamp, raw: String) {
        self.source = source
        self.start = start
        self.raw = raw
    }

    package static let unknown = RecordingClock(source: .none, start: .epoch, raw: "")

    /// Returns the most trusted clock: option, file name, ONVIF box, container tag, in this order.
    package static func mostTrusted(of clocks: [RecordingClock]) -> RecordingClock {
        let order: [Source] = [.option, .fileName, .onvif, .container]
        return order.lazy.compactMap { source in clocks.first { $0.source == source } }.first ?? .unknown
    }

    /// Reads the container's creation time; nil if it is unset or a recorder's power-on default.
    package init?(containerTag text: String) {
        // Recorders without a set clock write 1904, 1970 or 2000-01-01. Digital CCTV is younger than all of these.
        guard let start = Timestamp(rfc3339: text), let earliest = Timestamp(rfc3339: "2000-01-02T00:00:00Z"),
            start > earliest
        else { return nil }
        self.init(source: .container, start: start, raw: text)
    }

    /// Reads an ONVIF `cstb` box: units of 100 ns since 1601-01-01T00:00:00Z.
    package init?(hundredNanosecondsSince1601 ticks: UInt64) {
        let secondsFrom1601To1970: Int64 = 11_644_473_600
        guard ticks > 0, ticks <= UInt64(Int64.max) else { return nil }
        let start = Timestamp(microseconds: Int64(ticks) / 10 - secondsFrom1601To1970 * 1_000_000)
        guard start > .epoch else { return nil }
        self.init(source: .onvif, start: start, raw: String(ticks))
    }
}
