/// Reads one TOML text (version 1.0).
///
/// Of our own, as the reader of JSON is: the parsers at hand end the process at some malformed times and deep keys.
struct OrderTOMLReader {
    /// Deeper nesting is an attack, not an order.
    static let deepest = 64
    /// An order's keys have one part or two; each part of a key is a table within a table.
    private static let mostParts = 16

    let bytes: [UInt8]
    var place = 0
    var depth = 0
    /// The number of headers so far.
    private var section = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func document() throws(TOMLSyntaxError) -> OrderJSON {
        let root = OrderTOMLTable(.header)
        var table = root
        if stands("\u{FEFF}") { place += 3 }
        while true {
            try skipLines()
            guard place < bytes.count else { return root.json }
            if bytes[place] == UInt8(ascii: "[") {
                section += 1
                table = try header(in: root)
            } else {
                try pair(in: table)
            }
            skipSpace()
            try comment()
            guard place == bytes.count || newline() else { throw error("the line should end here") }
        }
    }

    /// `key = value`, as it stands in tables of both kinds.
    mutating func pair(in outer: OrderTOMLTable) throws(TOMLSyntaxError) {
        let start = place
        let parts = try key()
        var table = outer
        for part in parts.dropLast() {
            switch table[part] {
            case nil:
                let inner = OrderTOMLTable(.dotted(section: section))
                table[part] = .table(inner)
                table = inner
            case .table(let inner)? where inner.origin == .dotted(section: section): table = inner
            default: throw error("\"\(part)\" is there already, and is not to be added to here", at: start)
            }
        }
        guard let last = parts.last, table[last] == nil else {
            throw error("\"\(parts.last ?? "")\" stands twice", at: start)
        }
        guard take("=") else { throw error("= is missing behind the name") }
        skipSpace()
        table[last] = .value(try value())
    }

    /// `[a.b]` or `[[a.b]]`; the table that the lines below it fill.
    private mutating func header(in root: OrderTOMLTable) throws(TOMLSyntaxError) -> OrderTOMLTable {
        let start = place
        let isItem = stands("[[")
        place += isItem ? 2 : 1
        skipSpace()
        let parts = try key()
        guard isItem ? take("]]") : take("]") else { throw error("a closing bracket is missing") }
        var table = root
        for part in parts.dropLast() {
            switch table[part] {
            case nil:
                let inner = OrderTOMLTable(.implied)
                table[part] = .table(inner)
                table = inner
            case .table(let inner)?: table = inner
            case .tables(let items)?: table = items.tables[items.tables.count - 1]
            case .value?: throw error("\"\(part)\" is there already, and is no table", at: start)
            }
        }
        let name = parts[parts.count - 1]
        let made = OrderTOMLTable(.header)
        switch table[name] {
        case nil: table[name] = isItem ? .tables(.init(made)) : .table(made)
        case .tables(let items)? where isItem: items.tables.append(made)
        case .table(let implied)? where !isItem && implied.origin == .implied:
            implied.origin = .header
            return implied
        default: throw error("\"\(name)\" stands twice", at: start)
        }
        return made
    }

    /// The parts of a key, one at least, up to what is behind it.
    private mutating func key() throws(TOMLSyntaxError) -> [String] {
        var parts: [String] = []
        repeat {
            skipSpace()
            guard parts.count < Self.mostParts else { throw error("it is nested too deeply") }
            parts.append(try name())
            skipSpace()
        } while take(".")
        return parts
    }

    private mutating func name() throws(TOMLSyntaxError) -> String {
        guard place < bytes.count else { throw error("a name is missing") }
        if bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") {
            guard !stands("\"\"\""), !stands("'''") else { throw error("a name stands on one line") }
            return try string()
        }
        let start = place
        while place < bytes.count, Self.isNamePart(bytes[place]) { place += 1 }
        guard place > start else { throw error("a name is missing") }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
