/// Reads fixed-width numbers and literal characters from the front of ASCII text.
package struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: some StringProtocol) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Reads exactly this many digits, or returns nil without moving.
    mutating func number(digits count: Int) -> Int? {
        let head = rest.prefix(count)
        guard head.count == count, head.allSatisfy(\.isDigit) else { return nil }
        rest = rest.dropFirst(count)
        return head.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Reads one or more digits as a decimal fraction with this many places; drops further digits.
    mutating func fraction(digits count: Int) -> Int? {
        let head = rest.prefix(while: \.isDigit)
        guard !head.isEmpty else { return nil }
        rest = rest.dropFirst(head.count)
        return (0..<count).reduce((0, head.startIndex)) { sum, _ in
            guard sum.1 < head.endIndex else { return (sum.0 * 10, sum.1) }
            return (sum.0 * 10 + Int(head[sum.1] - UInt8(ascii: "0")), head.index(after: sum.1))
        }.0
    }

    /// Moves past this character if it comes next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}

extension UInt8 {
    package var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
