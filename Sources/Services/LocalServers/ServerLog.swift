import Foundation

/// Reads and rotates a server's log file.
enum ServerLog {
    /// Returns the last meaningful line, at most 200 characters.
    static func lastWords(_ path: String, containing words: [String] = []) -> String {
        let lines = tail(path).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let telling = lines.last { line in words.contains { line.contains($0) } } ?? lines.last { !$0.isEmpty }
        return telling.map { String($0.prefix(200)) } ?? "its log is empty"
    }

    static func mentions(_ path: String, _ words: [String]) -> Bool {
        let text = tail(path)
        return words.contains { text.contains($0) }
    }

    /// Keeps one older log, so that years of use do not fill the disk.
    static func rotate(_ path: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let size = attributes?[.size] as? Int, size > 0 else { return }
        // Each start gets a fresh file, whose content then belongs to that start.
        rename(path, path + ".1")
    }

    private static func tail(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { return "" }
        return String(decoding: data.suffix(16_384), as: UTF8.self)
    }
}
