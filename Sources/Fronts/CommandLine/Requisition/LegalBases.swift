import Foundation

/// The site's list of legal bases: data, for articles are renumbered and sites differ.
enum LegalBases {
    private struct Entry: Decodable {
        let code: String
        let text: String
    }

    /// The codes of the list that is named here or by RELECTURE_LEGAL_BASES; nil: no list, any code is taken.
    static func codes(inFile option: String?) throws -> Set<String>? {
        let path = option ?? Surroundings.variable("RELECTURE_LEGAL_BASES") ?? ""
        guard !path.isEmpty else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError("cannot read the list of legal bases, \(path): check the path and its rights")
        }
        guard let entries = try? JSONDecoder().decode([Entry].self, from: data), !entries.isEmpty else {
            throw CommandError(
                "\(path) is no list of legal bases: it must be JSON such as [{\"code\": \"flagrance\", \"text\": \"...\"}]"
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
