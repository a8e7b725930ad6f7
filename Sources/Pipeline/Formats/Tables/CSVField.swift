/// An RFC 4180 cell that no spreadsheet takes for a formula.
package enum CSVField {
    /// Quotes a cell. Text that begins like a formula and is not a number gets a leading apostrophe (OWASP, "CSV
    /// Injection"), because names come from the people who delivered the footage.
    package static func quoted(_ text: String) -> String {
        let scalars = isFormula(text) ? "'\(text)".unicodeScalars : text.unicodeScalars
        guard scalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return String(scalars) }
        // By scalars: Swift sees a quote with a combining mark as one character, but CSV readers still see a quote.
        var quoted = "\"".unicodeScalars
        for scalar in scalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// Spreadsheets treat full-width forms like the plain ones.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) && !isNumber(text)
    }

    /// Accepts an optional sign, digits, and optionally a point followed by digits.
    private static func isNumber(_ text: String) -> Bool {
        var scalars = text.unicodeScalars[...]
        if let first = scalars.first, first == "-" || first == "+" { scalars.removeFirst() }
        let parts = scalars.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { ("0"..."9").contains($0) } }
    }
}
