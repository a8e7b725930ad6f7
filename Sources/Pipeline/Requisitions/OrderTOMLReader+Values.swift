import Chronology
import Footage

extension OrderTOMLReader {
    mutating func value() throws(TOMLSyntaxError) -> OrderJSON {
        guard place < bytes.count else { throw error("a value is missing") }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw error("it is nested too deeply") }
        switch bytes[place] {
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "{"): return try inlineTable()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string())
        default: return try word()
        }
    }

    private mutating func array() throws(TOMLSyntaxError) -> OrderJSON {
        place += 1
        var items: [OrderJSON] = []
        repeat {
            try skipLines()
            if take("]") { return .array(items) }
            items.append(try value())
            try skipLines()
        } while take(",")
        guard take("]") else { throw error("a comma or ] is missing") }
        return .array(items)
    }

    private mutating func inlineTable() throws(TOMLSyntaxError) -> OrderJSON {
        place += 1
        let table = OrderTOMLTable(.header)
        skipSpace()
        if take("}") { return table.json }
        repeat {
            skipSpace()
            try pair(in: table)
            skipSpace()
        } while take(",")
        guard take("}") else { throw error("a comma or } is missing") }
        return table.json
    }

    /// A number, a date, a time, true or false.
    private mutating func word() throws(TOMLSyntaxError) -> OrderJSON {
        let start = place
        skipWord()
        // A space may stand between date and time.
        if place - start == 10, bytes[start + 4] == UInt8(ascii: "-"), stands(" "), place + 1 < bytes.count,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place + 1])
        {
            place += 1
            skipWord()
        }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        guard !word.isEmpty else { throw error("a value is missing: text stands in quotes") }
        if word == "true" || word == "false" { return .bool(word == "true") }
        if let number = Self.number(word) {
            guard number else { throw error("\(word.prefix(40)) is too large a number", at: start) }
            return .number(word)
        }
        guard let isMoment = Self.moment(word) else {
            throw error("\"\(word.prefix(40))\" is no value: text stands in quotes", at: start)
        }
        guard isMoment else { throw error("\(word.prefix(40)) is not in the calendar or on the clock", at: start) }
        return .moment(word)
    }

    private mutating func skipWord() {
        while place < bytes.count, !" \t\r\n,]}#".utf8.contains(bytes[place]) { place += 1 }
    }

    /// Nil: it is no number; false: an integer beyond 64 bits.
    private static func number(_ word: String) -> Bool? {
        let digits = word.filter { $0 != "_" }
        for (mark, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(mark) {
            guard word.dropFirst(2).wholeMatch(of: /[0-9A-Fa-f](_?[0-9A-Fa-f])*/) != nil,
                digits.dropFirst(2).allSatisfy({ ($0.hexDigitValue ?? 16) < radix })
            else { return nil }
            return Int64(digits.dropFirst(2), radix: radix) != nil
        }
        if word.wholeMatch(of: /[+-]?(0|[1-9](_?[0-9])*)/) != nil { return Int64(digits) != nil }
        let float = /[+-]?(inf|nan|(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?)/
        return word.wholeMatch(of: float) == nil ? nil : true
    }

    /// Nil: it is no date or time; false: it looks like one, and there is none such.
    private static func moment(_ word: String) -> Bool? {
        let form = /(\d{4}-\d\d-\d\d)?([Tt ])?(\d\d:\d\d:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?/
        guard let parts = word.wholeMatch(of: form)?.output else { return nil }
        guard parts.1 != nil || parts.3 != nil, (parts.2 != nil) == (parts.1 != nil && parts.3 != nil),
            parts.5 == nil || parts.2 != nil
        else { return nil }
        let whole = "\(parts.1 ?? "2000-01-01")T\(parts.3 ?? "00:00:00")\(parts.5 ?? "Z")"
        return Timestamp(rfc3339: whole) != nil
    }
}
