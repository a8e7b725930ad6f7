extension OrderTOMLReader {
    /// Spaces, comments and ends of lines.
    mutating func skipLines() throws(TOMLSyntaxError) {
        repeat {
            skipSpace()
            try comment()
        } while newline()
    }

    mutating func skipSpace() {
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    }

    /// A comment, if there is one, up to the end of the line.
    mutating func comment() throws(TOMLSyntaxError) {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "#") else { return }
        while place < bytes.count, !isNewline {
            guard !isControl else { throw error("a control character stands in a comment") }
            place += 1
        }
    }

    mutating func newline() -> Bool {
        guard isNewline else { return false }
        place += bytes[place] == 0x0D ? 2 : 1
        return true
    }

    var isNewline: Bool { stands("\n") || stands("\r\n") }

    /// Whether here is a character that may stand nowhere; a tab may.
    var isControl: Bool { bytes[place] < 0x20 && bytes[place] != 0x09 || bytes[place] == 0x7F }

    mutating func take(_ mark: String) -> Bool {
        guard stands(mark) else { return false }
        place += mark.utf8.count
        return true
    }

    func stands(_ mark: String) -> Bool {
        bytes[place...].starts(with: mark.utf8)
    }

    /// - Parameter start: where it is; nil: here.
    func error(_ problem: String, at start: Int? = nil) -> TOMLSyntaxError {
        let before = bytes[..<min(start ?? place, bytes.count)]
        let line = before.lastIndex(of: 0x0A).map { before[($0 + 1)...] } ?? before
        // Bytes within a character do not begin one.
        return TOMLSyntaxError(
            line: 1 + before.count { $0 == 0x0A }, column: 1 + line.count { $0 & 0xC0 != 0x80 }, problem: problem)
    }
}
