package import Analysis
import Catalogue
import Crypto
import Foundation

/// The analysis settings of a review, with their canonical text and its digest.
package struct ReviewProfile: Sendable {
    package enum Problem: Error, Equatable, CustomStringConvertible {
        case unreadable(path: String, String)
        case unknownSetting(path: String, String)
        case wrongKind(path: String, String)
        case outOfRange(path: String, String)
        case otherAnalysis(path: String, String)

        package var description: String {
            switch self {
            case .unreadable(let path, let text): "\(path) is not a profile: \(text)"
            case .unknownSetting(let path, let name):
                "\(path): there is no setting \"\(name)\"; the settings are \(ReviewProfile.names.joined(separator: ", "))"
            case .wrongKind(let path, let name):
                "\(path): the setting \"\(name)\" takes \(ReviewProfile.kind(of: name))"
            case .outOfRange(let path, let text): "\(path): \(text)"
            case .otherAnalysis(let path, let version):
                "\(path) is for analysis version \(version), but this program has \(AnalysisVersion.current): review "
                    + "with a program of that version, or remove \"\(ReviewProfile.versionName)\" from the file"
            }
        }
    }

    package let settings: AnalysisProfile
    /// All settings as RFC 8785 JSON.
    package let text: String
    /// `sha256:` and the hexadecimal SHA-256 of `text`.
    package let digest: String

    package static let standard = ReviewProfile(.standard)

    package init(_ settings: AnalysisProfile) {
        self.settings = settings
        text = ReviewProfile.canonical(settings)
        digest = Digests.sha256(text)
    }

    /// Reads a JSON object with any of the settings; the others keep their defaults.
    package init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem.unreadable(path: path, "the file cannot be read")
        }
        guard let given = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw Problem.unreadable(path: path, "it must hold one JSON object")
        }
        var all = ReviewProfile.members(of: .standard)
        for (name, value) in given.sorted(by: { $0.key < $1.key }) {
            if name == ReviewProfile.versionName {
                guard value as? Int == AnalysisVersion.current else {
                    throw Problem.otherAnalysis(path: path, "\(value)")
                }
                continue
            }
            guard all[name] != nil else { throw Problem.unknownSetting(path: path, name) }
            guard ReviewProfile.isOfItsKind(name, value) else { throw Problem.wrongKind(path: path, name) }
            all[name] = value
        }
        do {
            let merged = try JSONSerialization.data(withJSONObject: all)
            self.init(try JSONDecoder().decode(AnalysisProfile.self, from: merged))
        } catch {
            throw Problem.unreadable(path: path, "its settings cannot be read: \(error)")
        }
        if let problem = settings.problem { throw Problem.outOfRange(path: path, problem) }
    }

    /// Whether a value has the setting's type; decoded on its own, so that the error can name the setting.
    private static func isOfItsKind(_ name: String, _ value: Any) -> Bool {
        var members = members(of: .standard)
        members[name] = value
        guard let data = try? JSONSerialization.data(withJSONObject: members) else { return false }
        return (try? JSONDecoder().decode(AnalysisProfile.self, from: data)) != nil
    }

    private static func kind(of name: String) -> String {
        switch name {
        case "name": "a text"
        case "ignore": "a list of areas, each with a \"box\" or a \"polygon\", and a \"camera\" unless it is for all"
        default: "a whole number"
        }
    }

    /// The settings that a profile file may contain.
    static var names: [String] { members(of: .standard).keys.filter { $0 != versionName }.sorted() }

    /// Appears in exported profiles; cannot be chosen.
    private static let versionName = "analysisVersion"

    private static func members(of settings: AnalysisProfile) -> [String: Any] {
        let object = (try? JSONEncoder().encode(settings)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
        return object as? [String: Any] ?? [:]
    }

    /// Settings contain only integers and strings, so sorted keys and plain numbers are canonical.
    private static func canonical(_ settings: AnalysisProfile) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(settings)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
