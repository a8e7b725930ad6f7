package import Catalogue
import Footage
import Foundation

/// Checks every byte of a file against the digests recorded at import.
package enum FootageVerifier {
    /// Reads each candidate path in full until one is unchanged.
    ///
    /// - Parameters:
    ///   - paths: Candidate paths, most likely first.
    ///   - progress: Receives the number of bytes read so far.
    package static func verify(
        _ entry: CatalogueEntry, at paths: [String], progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> FootageVerdict {
        var worst: FootageVerdict?
        for path in paths {
            let verdict = try await verify(entry, path, progress)
            if verdict.result == .unchanged { return verdict }
            // A differing file says more than a missing one.
            if worst == nil || worst?.result == .missing { worst = verdict }
        }
        return worst
            ?? FootageVerdict(
                path: entry.path, result: .missing, detail: "this node has no root for store \"\(entry.store)\"")
    }

    private static func verify(
        _ entry: CatalogueEntry, _ path: String, _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> FootageVerdict {
        do {
            let file = try FootageFile(path: path)
            let digests = try await RunningHash(descriptor: file.descriptor, path: path).finish(progress)
            guard file.isUnchanged else {
                return FootageVerdict(
                    path: path, result: .changed, size: digests.size, detail: "it is being written to")
            }
            return compare(entry, digests, path)
        } catch let failure as IntakeFailure {
            switch failure.code {
            case .missing: return FootageVerdict(path: path, result: .missing)
            case .empty:
                return FootageVerdict(
                    path: path, result: .shorter, size: 0, block: block(0, entry.size), detail: "it is empty")
            default: return FootageVerdict(path: path, result: .unreadable, detail: failure.description)
            }
        }
    }

    /// Compares the digests of a file with those of the import, and locates the first difference.
    ///
    /// - Parameter found: The digests of the file as it is now.
    package static func compare(_ entry: CatalogueEntry, _ found: FootageDigests, _ path: String) -> FootageVerdict {
        let bytes = entry.blockDigests
        let original = stride(from: 0, to: bytes.count, by: 32).map { Array(bytes[$0..<min($0 + 32, bytes.count)]) }
        let differing = zip(original, found.blocks).enumerated().first { $1.0 != $1.1 }?.offset
        if found.size != entry.size {
            // If all common blocks match, name the first block that only one of the two has.
            let number = differing ?? min(original.count, found.blocks.count)
            return FootageVerdict(
                path: path, result: found.size < entry.size ? .shorter : .longer, size: found.size,
                block: block(number, max(entry.size, found.size)), detail: "\(entry.size) bytes were imported")
        }
        guard let differing else {
            let isSame = found.hexadecimal == entry.recording.digest
            return FootageVerdict(
                path: path, result: isSame ? .unchanged : .changed, size: found.size,
                detail: isSame ? "" : "the whole-file digest differs, but no block digest does")
        }
        return FootageVerdict(path: path, result: .changed, size: found.size, block: block(differing, entry.size))
    }

    private static func block(_ place: Int, _ size: Int64) -> FootageVerdict.Block {
        let start = Int64(place) * FootageDigests.blockSize
        let end = max(start, min(start + FootageDigests.blockSize, size))
        return FootageVerdict.Block(number: place + 1, bytes: start..<end)
    }
}
