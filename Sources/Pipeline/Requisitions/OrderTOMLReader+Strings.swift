extension OrderTOMLReader {
    /// A text of any of the four kinds.
    mutating func string() throws(TOMLSyntaxError) -> String {
        let quote = bytes[place]
        let mark = quote == UInt8(ascii: "\"") ? "\"" : "'"
        let isLong = take(mark + mark + mark)
        if isLong { _ = newline() } else { place += 1 }
        let close = isLong ? mark + mark + mark : mark
        let start = place
        var units: [UInt8] = []
        while place < bytes.count {
            if stands(close) {
                place += close.utf8.count
                // Up to two quotes may stand before the three that close.
                var extra = 0
                while isLong, extra < 2, place < bytes.count, bytes[place] == quote {
                    units.append(quote)
                    place += 1
                    extra += 1
                }
                return String(decoding: units, as: UTF8.self)
            }
            if mark == "\"", bytes[place] == UInt8(ascii: "\\") {
                try escape(isLong: isLong, into: &units)
            } else if isLong, isNewline {
                units.append(0x0A)
                _ = newline()
            } else {
                guard !isControl else {
                    throw error(isNewline ? "a line ends within quotes" : "a control character stands in a text")
                }
                units.append(bytes[place])
                place += 1
            }
        }
        throw error("a closing quote is missing", at: start)
    }

    private mutating func escape(isLong: Bool, into units: inout [UInt8]) throws(TOMLSyntaxError) {
        let start = place
        place += 1
        guard place < bytes.count else { throw error("a closing quote is missing") }
        let letter = bytes[place]
        switch letter {
        case UInt8(ascii: "b"): units.append(0x08)
        case UInt8(ascii: "t"): units.append(0x09)
        case UInt8(ascii: "n"): units.append(0x0A)
        case UInt8(ascii: "f"): units.append(0x0C)
        case UInt8(ascii: "r"): units.append(0x0D)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): units.append(letter)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = letter == UInt8(ascii: "u") ? 4 : 8
            let digits = bytes[(place + 1)...].prefix(count)
            guard digits.count == count, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code)
            else { throw error("behind \\\(count == 4 ? "u" : "U") stands no character's number", at: start) }
            units += Array(String(scalar).utf8)
            place += count
        default:
            guard isLong else { throw error("an unknown escape behind a backslash", at: start) }
            try joinLines(from: start)
            return
        }
        place += 1
    }

    /// A backslash at the end of a line: what is white up to the next text is left away.
    private mutating func joinLines(from start: Int) throws(TOMLSyntaxError) {
        skipSpace()
        guard newline() else { throw error("an unknown escape behind a backslash", at: start) }
        repeat { skipSpace() } while newline()
    }
}
