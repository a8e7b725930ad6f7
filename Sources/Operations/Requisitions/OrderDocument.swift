import Foundation
package import Requisitions

/// The file of an order: JSON.
package enum OrderDocument {
    /// Why a file gives no order.
    package struct Refusal: Error, CustomStringConvertible {
        /// One line for each thing that is wrong within the file, naming file and place.
        package let problems: [String]
        package let description: String
    }

    /// Orders have some kilobytes; a film that is named by mistake is not read to its end.
    package static let mostBytes = 1 << 20

    /// - Parameter legalBases: the codes that the site knows; nil: any.
    package static func order(
        inFile path: String, legalBases: Set<String>? = nil
    ) throws(Refusal) -> RequisitionOrder {
        let text = try text(ofFile: path)
        guard !isTOML(text, path) else {
            throw Refusal(
                problems: [],
                description: "\(path) is TOML, and orders are JSON: write it anew with the fields that "
                    + "`relecture requisition schema` prints")
        }
        do {
            return try OrderFile.order(from: text, legalBases: legalBases)
        } catch {
            throw refusal(of: path, error.problems.map { "\(path): \($0)" })
        }
    }

    /// Whether the name says so, or the text is no JSON and its first line that is no comment sets a key or opens a
    /// table.
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

    /// The file's bytes, a few more than allowed at most; in pieces, for a pipe gives what it has.
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
