/// Reads one JSON text (RFC 8259).
struct OrderJSONReader {
    /// Maximum nesting depth. No genuine order nests deeper, so deeper input is treated as an attack.
    private static let deepest = 64

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func document() throws(OrderJSON.SyntaxError) -> OrderJSON {
        let value = try value()
        skipSpace()
        guard place == bytes.count else { throw error("there is more behind the end of the object") }
        return value
    }

    private mutating func value() throws(OrderJSON.SyntaxError) -> OrderJSON {
        skipSpace()
        guard place < bytes.count else { throw error("the file ends too early") }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw error("it is nested too deeply") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        default: return try word()
        }
    }

    private mutating func object() throws(OrderJSON.SyntaxError) -> OrderJSON {
        place += 1
        var members: [OrderJSON.Member] = []
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
                throw error("a name in quotes is missing")
            }
            let key = try string()
            guard take(":") else { throw error("a colon is missing behind \"\(key)\"") }
            members.append(OrderJSON.Member(key: key, value: try value()))
        } while take(",")
        guard take("}") else { throw error("a comma or } is missing") }
        return .object(members)
    }

    private mutating func array() throws(OrderJSON.SyntaxError) -> OrderJSON {
        place += 1
        var items: [OrderJSON] = []
        if take("]") { return .array(items) }
        repeat { items.append(try value()) } while take(",")
        guard take("]") else { throw error("a comma or ] is missing") }
        return .array(items)
    }

    private mutating func string() throws(OrderJSON.SyntaxError) -> String {
        place += 1
        var units: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: units, as: UTF8.self) else { throw error("it is not UTF-8") }
                return text
            case UInt8(ascii: "\\"): units += Array(String(try escape()).utf8)
            case 0..<0x20: throw error("a line ends within quotes")
            default: units.append(byte)
            }
        }
        throw error("a closing quote is missing")
    }

    private mutating func escape() throws(OrderJSON.SyntaxError) -> Unicode.Scalar {
        guard place < bytes.count else { throw error("the file ends too early") }
        let letter = bytes[place]
        place += 1
        switch letter {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "u"):
            let high = try unit()
            if let scalar = Unicode.Scalar(high) { return scalar }
            guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
            else {
                throw error("half a surrogate pair")
            }
            place += 2
            let low = try unit()
            guard (0xD800..<0xDC00).contains(high), (0xDC00..<0xE000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            else { throw error("half a surrogate pair") }
            return scalar
        default: throw error("an unknown escape behind a backslash")
        }
    }

    private mutating func unit() throws(OrderJSON.SyntaxError) -> UInt32 {
        guard place + 4 <= bytes.count,
            bytes[place..<place + 4].allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits are missing behind \\u") }
        place += 4
        return value
    }

    private mutating func word() throws(OrderJSON.SyntaxError) -> OrderJSON {
        let start = place
        while place < bytes.count, !" \t\r\n,:]}".utf8.contains(bytes[place]) { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
                throw error("\"\(word.prefix(40))\" is no JSON value")
            }
            return .number(word)
        }
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while place < bytes.count, " \t\r\n".utf8.contains(bytes[place]) { place += 1 }
    }

    private func error(_ problem: String) -> OrderJSON.SyntaxError {
        OrderJSON.SyntaxError(line: 1 + bytes[..<min(place, bytes.count)].count { $0 == 0x0A }, problem: problem)
    }
}
