import ArgumentParser

/// A fixed offset from UTC, as `+hh:mm`, `-hh:mm` or `Z`.
struct ZoneOffset: ExpressibleByArgument, Equatable {
    static let utc = ZoneOffset(seconds: 0)

    /// Seconds east of UTC.
    let seconds: Int

    init(seconds: Int) {
        self.seconds = seconds
    }

    init?(argument: String) {
        if argument == "Z" {
            self = .utc
            return
        }
        let parts = argument.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard let sign = argument.first, "+-".contains(sign), parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), (0...14).contains(hours), (0..<60).contains(minutes)
        else { return nil }
        self.init(seconds: (hours * 3_600 + minutes * 60) * (sign == "-" ? -1 : 1))
    }

    var defaultValueDescription: String { "UTC" }
}
