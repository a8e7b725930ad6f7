package import Decoding
import Foundation

/// Expands command-line paths into the files to import, each with the camera that its path suggests.
package enum FootageFinder {
    package struct Candidate: Hashable, Sendable {
        package let path: String
        /// The name of the containing folder, or the file's stem if the file itself was given.
        package let camera: String
    }

    package struct Findings: Sendable {
        /// Ordered by given path, then by name, so that every run sees the same order.
        package fileprivate(set) var candidates: [Candidate] = []
        /// Paths, given or encountered, that cannot be read.
        package fileprivate(set) var failures: [IntakeFailure] = []
    }

    /// Suffixes of files that accompany footage; skipped unless given explicitly.
    private static let companions: Set<String> = [
        "txt", "json", "csv", "xml", "html", "htm", "pdf", "log", "md", "ini", "cfg", "srt", "vtt", "idx", "db", "dll",
        "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "doc", "docx", "xls", "xlsx", "sha256", "md5", "sig", "wav",
        "mp3", "m4a", "aac", "zip",
    ]

    /// Returns the files at the given paths, and those below them if they are folders.
    package static func files(under paths: [String]) -> Findings {
        var findings = Findings()
        var seen: Set<String> = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                if isAddress(path) {
                    findings.failures.append(
                        IntakeFailure(
                            .missing, path: path,
                            "is an address and no file: only recorded files are read, no live or network sources"
                        ))
                    continue
                }
                findings.failures.append(IntakeFailure(.missing, path: path, "does not exist; check the path"))
                continue
            }
            if isFolder.boolValue {
                walk(path, into: &findings, seen: &seen)
            } else {
                add(Candidate(path: path, camera: stem(of: path)), to: &findings, seen: &seen)
            }
        }
        return findings
    }

    private static func walk(_ folder: String, into findings: inout Findings, seen: inout Set<String>) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            findings.failures.append(
                IntakeFailure(.notReadable, path: folder, "cannot be listed by this user; grant read access to it"))
            return
        }
        // Sort by bytes: the order must not depend on the machine's locale.
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                // Do not follow links to folders: they could form a cycle or lead outside the given path.
                if !isLink(path) { walk(path, into: &findings, seen: &seen) }
            } else if !companions.contains((name as NSString).pathExtension.lowercased()) {
                add(Candidate(path: path, camera: nameOfFolder(folder)), to: &findings, seen: &seen)
            }
        }
    }

    private static func add(_ candidate: Candidate, to findings: inout Findings, seen: inout Set<String>) {
        guard seen.insert(absolute(candidate.path)).inserted else { return }
        findings.candidates.append(candidate)
    }

    /// Whether the path starts with a protocol, such as `rtsp://…`, `udp:…` or `pipe:0`.
    private static func isAddress(_ path: String) -> Bool {
        path.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]*:/) != nil
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func stem(of path: String) -> String {
        let name = (path as NSString).lastPathComponent
        let stem = (name as NSString).deletingPathExtension
        return stem.isEmpty ? name : stem
    }

    private static func nameOfFolder(_ folder: String) -> String {
        (absolute(folder) as NSString).lastPathComponent
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
