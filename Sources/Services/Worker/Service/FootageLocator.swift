import Crypto
import Foundation
package import Storage
import Synchronization

/// Finds a catalogued file on this node and makes sure that it is the file that was imported.
package final class FootageLocator: Sendable {
    /// The file is not to be had here, in words for operators.
    package struct NotFound: Error, CustomStringConvertible {
        package let description: String
    }

    /// What was verified, and the state of the file that the verdict holds for.
    private struct Verdict: Equatable {
        let digest: [UInt8]
        let size: Int64
        let modified: Date
    }

    private static let blockSize = 16 * 1_024 * 1_024

    private let roots: FootageRoots
    private let verified = Mutex<[String: Verdict]>([:])

    package init(roots: FootageRoots) {
        self.roots = roots
    }

    /// The path on this node; size and the digest of the first 16 MiB are those of the import.
    package func path(of entry: CatalogueEntry) throws -> String {
        let candidates = roots.candidates(store: entry.store, path: entry.path)
        var differing: String?
        for candidate in candidates where FileManager.default.fileExists(atPath: candidate) {
            if try isSame(candidate, as: entry) { return candidate }
            differing = differing ?? candidate
        }
        if let differing {
            throw NotFound(
                description:
                    "\(differing) is not the file that was imported (size or digest differ); restore the original")
        }
        if candidates.isEmpty {
            throw NotFound(
                description: "this node has no root for store \"\(entry.store)\": "
                    + "set RELECTURE_FOOTAGE_ROOT to \(entry.store)=DIRECTORY")
        }
        throw NotFound(
            description:
                "\(candidates[0]) is not on this node: set RELECTURE_FOOTAGE_ROOT to where the footage is mounted")
    }

    private func isSame(_ path: String, as entry: CatalogueEntry) throws -> Bool {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard let size = (attributes[.size] as? NSNumber)?.int64Value, size == entry.size,
            let modified = attributes[.modificationDate] as? Date
        else { return false }
        let expected = Verdict(digest: Array(entry.blockDigests.prefix(32)), size: size, modified: modified)
        if verified.withLock({ $0[path] }) == expected { return true }
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        let head = try file.read(upToCount: FootageLocator.blockSize) ?? Data()
        guard Array(SHA256.hash(data: head)) == expected.digest else { return false }
        verified.withLock { $0[path] = expected }
        return true
    }
}
