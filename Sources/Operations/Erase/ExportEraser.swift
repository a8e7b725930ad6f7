import Crypto
package import Erasure
import Footage
import Foundation
import Glibc

/// Deletes exports made on this machine, each only if it is still what was exported.
package struct ExportEraser: Sendable {
    package enum Fate: Hashable, Sendable {
        case deleted
        /// Nothing exists at the path.
        case gone
        /// The export is on another machine.
        case elsewhere(host: String)
        /// The export was changed or replaced, so it was left in place.
        case left(String)
        /// The export could not be read or deleted, for this reason; another account or a later run may succeed.
        case refused(String)
    }

    private let host: String

    /// - Parameter host: Name of this machine.
    package init(host: String) { self.host = host }

    /// Deletes an export and its drafts, and returns what became of it.
    package func erase(_ export: ExportedFile) -> Fate {
        guard export.host.isEmpty || export.host == host else { return .elsewhere(host: export.host) }
        let drafts = BagWriter.removeDrafts(of: export.path)
        guard drafts.isEmpty else {
            return .refused("\(drafts.joined(separator: ", ")) is being written now, or cannot be removed")
        }
        // The export was begun but never finished. Anything at its path belongs to another export, which has its own
        // entry.
        guard !export.digest.isEmpty else { return .gone }
        var about = stat()
        guard lstat(export.path, &about) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .gone : ExportEraser.refusal()
        }
        switch about.st_mode & S_IFMT {
        case S_IFREG: return eraseFile(export)
        case S_IFDIR: return eraseBag(export)
        default: return .left("it is a link or a device now")
        }
    }

    private func eraseFile(_ export: ExportedFile) -> Fate {
        guard access(export.path, R_OK) == 0 else { return ExportEraser.refusal() }
        guard ExportEraser.digests(ofFile: export.path).contains(ExportEraser.bare(export.digest)) else {
            return .left("it was changed since it was exported")
        }
        return remove(export.path)
    }

    private func eraseBag(_ export: ExportedFile) -> Fate {
        guard access(export.path, R_OK | X_OK) == 0 else { return ExportEraser.refusal() }
        do {
            _ = try BagVerifier(path: export.path).verify()
        } catch {
            return .left("\(error)")
        }
        let manifest = BagDigest.sha512(file: "\(export.path)/\(BagDigest.tagManifest)")
        guard manifest == ExportEraser.bare(export.digest) else { return .left("it holds another bag now") }
        return remove(export.path)
    }

    private func remove(_ path: String) -> Fate {
        do {
            try FileManager.default.removeItem(atPath: path)
            return .deleted
        } catch {
            return .refused(error.localizedDescription)
        }
    }

    /// Returns a refusal with the last system call's error.
    private static func refusal() -> Fate { .refused(String(cString: strerror(errno))) }

    private static func bare(_ digest: String) -> String {
        (digest.split(separator: ":").last.map(String.init) ?? digest).lowercased()
    }

    /// Returns SHA-256 and SHA-512 in hexadecimal; empty if the file cannot be read.
    private static func digests(ofFile path: String) -> [String] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        var (short, long) = (SHA256(), SHA512())
        do {
            while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
                short.update(data: data)
                long.update(data: data)
            }
        } catch {
            return []
        }
        return [short.finalize().hexadecimal, long.finalize().hexadecimal]
    }
}
