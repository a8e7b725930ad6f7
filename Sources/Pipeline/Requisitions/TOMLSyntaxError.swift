/// Why a text is no TOML (1.0), and where: lines and columns count from 1, columns in characters of Unicode.
package struct TOMLSyntaxError: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let column: Int
    package let problem: String

    package var description: String { "\(line):\(column): it is no TOML: \(problem)" }
}
