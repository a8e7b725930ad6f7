/// A cell of RFC 4180 that no spreadsheet takes for a formula.
package enum CSVField {
    /// What begins like a formula and is no number gets an apostrophe before it (OWASP, "CSV Injection"): names come
    /// from whoever delivered the footage.
    package static func quoted(_ text: String) -> String {
        let scalars = isFormula(text) ? "'\(text)".unicodeScalars : text.unicodeScalars
        guard scalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return String(scalars) }
        // By scalars: a quote that carries a combining mark is one character with it, and a quote to every reader.
        var quoted = "\"".unicodeScalars
        for scalar in scalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// Spreadsheets take full-width forms for the plain ones.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) && !isNumber(text)
    }

    /// A sign at most, digits, and digits behind a point at most.
    private static func isNumber(_ text: String) -> Bool {
        var scalars = text.unicodeScalars[...]
        if let first = scalars.first, first == "-" || first == "+" { scalars.removeFirst() }
        let parts = scalars.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { ("0"..."9").contains($0) } }
    }
}
