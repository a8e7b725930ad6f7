import Foundation
package import Requisitions

/// An order file in JSON.
package enum OrderDocument {
    /// Why a file is not a valid order.
    package struct Refusal: Error, CustomStringConvertible {
        /// One line per problem within the file, with file and position.
        package let problems: [String]
        package let description: String
    }

    /// Orders take a few kilobytes. Cap the read: someone may pass a video by mistake.
    package static let mostBytes = 1 << 20

    /// Reads and validates an order file.
    ///
    /// - Parameter legalBases: The legal-basis codes that the site accepts; nil for any.
    package static func order(
        inFile path: String, legalBases: Set<String>? = nil
    ) throws(Refusal) -> RequisitionOrder {
        let text = try text(ofFile: path)
        guard !isTOML(text, path) else {
            throw Refusal(
                problems: [],
                description: "\(path) is TOML, and orders are JSON: rewrite it with the fields that "
                    + "`relecture requisition schema` prints")
        }
        do {
            return try OrderFile.order(from: text, legalBases: legalBases)
        } catch {
            throw refusal(of: path, error.problems.map { "\(path): \($0)" })
        }
    }

    /// Whether the file is TOML: by its name, or because the text is not JSON and its first line other than a comment
    /// sets a key or opens a table.
    private static func isTOML(_ text: String, _ path: String) -> Bool {
        if path.lowercased().hasSuffix(".toml") { return true }
        guard (try? OrderJSON(parsing: text)) == nil else { return false }
        let lines = text.split(whereSeparator: \.isNewline).lazy.map { $0.drop { $0.isWhitespace } }
        guard let first = lines.first(where: { !$0.isEmpty && !$0.hasPrefix("#") }) else { return false }
        return first.prefixMatch(of: /[\w."'-]+\s*=|\[{1,2}\s*[A-Za-z_][\w.-]*\s*\]/) != nil
    }

    private static func text(ofFile path: String) throws(Refusal) -> String {
        guard let data = try? data(ofFile: path) else {
            throw Refusal(problems: [], description: "cannot read \(path): check the path and its rights")
        }
        guard data.count <= mostBytes else {
            throw Refusal(
                problems: [], description: "\(path) is larger than \(mostBytes >> 20) MiB: no order is, check the path")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Refusal(problems: [], description: "\(path) is not UTF-8: save it as such")
        }
        return text
    }

    /// Reads the file's bytes, at most one more than allowed. Reads in pieces, because a pipe returns only what it has.
    private static func data(ofFile path: String) throws -> Data {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var data = Data()
        while data.count <= mostBytes, let more = try file.read(upToCount: mostBytes + 1 - data.count), !more.isEmpty {
            data += more
        }
        return data
    }

    private static func refusal(of path: String, _ problems: [String]) -> Refusal {
        let count = problems.count == 1 ? "one thing is" : "\(problems.count) things are"
        return Refusal(
            problems: problems,
            description: "\(path) is no order: \(count) wrong with it; see `relecture requisition schema`")
    }
}
