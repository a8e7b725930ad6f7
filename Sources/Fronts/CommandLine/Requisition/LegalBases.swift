import Foundation

/// The site's list of legal bases. It is data, because articles are renumbered and sites differ.
enum LegalBases {
    private struct Entry: Decodable {
        let code: String
        let text: String
    }

    /// Returns the codes of the list that the option or RELECTURE_LEGAL_BASES names; nil without a list, when any code
    /// is accepted.
    static func codes(inFile option: String?) throws -> Set<String>? {
        let path = option ?? Surroundings.variable("RELECTURE_LEGAL_BASES") ?? ""
        guard !path.isEmpty else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError("cannot read the list of legal bases, \(path): check the path and its permissions")
        }
        guard let entries = try? JSONDecoder().decode([Entry].self, from: data), !entries.isEmpty else {
            throw CommandError(
                "\(path) is not a JSON list of legal bases such as [{\"code\": \"flagrance\", \"text\": \"...\"}]"
            )
        }
        return Set(entries.map(\.code))
    }

    static func check(_ code: String, against codes: Set<String>?) throws -> String {
        guard let codes, !code.isEmpty, !codes.contains(code) else { return code }
        throw CommandError(
            "--legal-basis \"\(code)\" is not on the site's list: \(codes.sorted().joined(separator: ", "))")
    }
}
