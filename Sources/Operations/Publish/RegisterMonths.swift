/// Months as `YYYY-MM`.
package enum RegisterMonths {
    /// Returns the month's number counted from year 0; nil if the text is not a month.
    package static func number(_ month: String) -> Int? {
        let parts = month.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
            let place = Int(parts[1]), (1...12).contains(place), year > 0
        else { return nil }
        return year * 12 + place - 1
    }

    /// Returns the months to publish, in order.
    ///
    /// - Parameters:
    ///   - from: First month; nil if there is nothing to publish yet.
    ///   - now: The current month, which is not complete.
    static func list(from: String?, to: String?, now: String, unfinished: Bool) throws -> [String] {
        guard let current = number(now) else { return [] }
        let last = to.flatMap(number) ?? (unfinished ? current : current - 1)
        guard last < current || unfinished && last == current else {
            throw OperationError("\(to ?? now) is not over yet: publish it afterwards, or preview it with --unfinished")
        }
        let first = from.flatMap(number) ?? last
        guard first <= last else {
            throw OperationError(
                "there is no month to publish from \(from ?? "-") to \(text(last)): nothing is over yet")
        }
        guard last - first < 1_200 else {
            throw OperationError("from \(text(first)) to \(text(last)) is more than a century")
        }
        return (first...last).map(text)
    }

    private static func text(_ number: Int) -> String {
        let (year, month) = (String(number / 12 + 10_000).dropFirst(), String(number % 12 + 101).dropFirst())
        return "\(year)-\(month)"
    }
}
