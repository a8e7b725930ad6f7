extension Timestamp {
    private static let secondsPerDay: Int64 = 86_400

    /// Parses an RFC 3339 date-time. The zone (`Z` or `+hh:mm`) is required; at most six decimals are kept.
    ///
    /// Returns nil for anything else. A time without a zone is ambiguous, and this type does not guess one.
    package init?(rfc3339 text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(digits: 4), scanner.skip("-"),
            let month = scanner.number(digits: 2), scanner.skip("-"),
            let day = scanner.number(digits: 2), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.number(digits: 2), scanner.skip(":"),
            let minute = scanner.number(digits: 2), scanner.skip(":"),
            let second = scanner.number(digits: 2)
        else { return nil }
        var fraction = 0
        if scanner.skip(".") {
            guard let digits = scanner.fraction(digits: 6) else { return nil }
            fraction = digits
        }
        var offset = 0
        if !(scanner.skip("Z") || scanner.skip("z")) {
            let isAhead = scanner.skip("+")
            guard isAhead || scanner.skip("-"),
                let hours = scanner.number(digits: 2), scanner.skip(":"),
                let minutes = scanner.number(digits: 2), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (isAhead ? 60 : -60)
        }
        guard scanner.isAtEnd else { return nil }
        self.init(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second,
            microsecond: fraction, secondsEastOfUTC: offset)
    }

    /// Returns the moment of a calendar date and time of day; nil if there is no such date or time.
    package init?(
        year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, microsecond: Int = 0,
        secondsEastOfUTC offset: Int = 0
    ) {
        guard let date = CivilDate(year: year, month: month, day: day),
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        let seconds =
            date.daysSinceEpoch * Timestamp.secondsPerDay + Int64(hour * 3_600 + minute * 60 + second - offset)
        self.init(microseconds: seconds * 1_000_000 + Int64(microsecond))
    }

    /// `2026-03-01T21:58:12.040000Z`: UTC with six decimals. The product writes times in no other form.
    package var rfc3339: String {
        let seconds = microseconds.flooredQuotient(by: 1_000_000)
        let days = seconds.flooredQuotient(by: Timestamp.secondsPerDay)
        let date = CivilDate(daysSinceEpoch: days)
        let rest = Int(seconds - days * Timestamp.secondsPerDay)
        let clock = [rest / 3_600, rest / 60 % 60, rest % 60].map { padded($0, 2) }.joined(separator: ":")
        let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
        return "\(day)T\(clock).\(padded(Int(microseconds - seconds * 1_000_000), 6))Z"
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String { rfc3339 }
}

/// Returns zero-padded decimal digits. `String(format:)` would pull Foundation into a pure target.
package func padded(_ value: some BinaryInteger, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
