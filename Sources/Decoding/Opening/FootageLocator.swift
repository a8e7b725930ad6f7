package import Catalogue
import Crypto
import Footage
import Foundation
import Synchronization
import WorkLedger

/// Finds a catalogued file on this node and makes sure that it is the file that was imported.
package final class FootageLocator: Sendable {
    /// What was verified, and the state of the file that the verdict holds for.
    private struct Verdict: Equatable {
        let digest: [UInt8]
        let state: OpenedFootage.State
    }

    private static let blockSize = 16 * 1_024 * 1_024

    private let roots: FootageRoots
    private let verified = Mutex<[String: Verdict]>([:])

    package init(roots: FootageRoots) {
        self.roots = roots
    }

    /// The file on this node, opened; size and the digest of the first 16 MiB are those of the import.
    ///
    /// Throws a `ReviewFailure`: a file that is there and differs will differ again, one that is not there may come.
    package func open(_ entry: CatalogueEntry) throws -> OpenedFootage {
        let candidates = roots.candidates(store: entry.store, path: entry.path)
        var differing: String?
        var unreadable: String?
        for candidate in candidates {
            do {
                let file = try OpenedFootage(path: candidate, digest: entry.recording.digest)
                if try isSame(file, as: entry) { return file }
                differing = differing ?? candidate
            } catch let error as POSIXError where error.code == .ENOENT || error.code == .ENOTDIR {
                continue
            } catch {
                unreadable = unreadable ?? "\(candidate) cannot be read (\(FootageLocator.text(error)))"
            }
        }
        if let differing {
            throw ReviewFailure(
                .permanent, "wrong-file",
                "\(differing) is not the file that was imported (size or digest differ); restore the original")
        }
        if let unreadable {
            throw ReviewFailure(.transient, "storage", "\(unreadable): check the mount and who may read it")
        }
        guard let first = candidates.first else {
            throw ReviewFailure(
                .transient, "missing",
                "this node has no root for store \"\(entry.store)\": "
                    + "set RELECTURE_FOOTAGE_ROOT to \(entry.store)=DIRECTORY")
        }
        throw ReviewFailure(
            .transient, "missing",
            "\(first) is not on this node: set RELECTURE_FOOTAGE_ROOT to where the footage is mounted")
    }

    private func isSame(_ file: OpenedFootage, as entry: CatalogueEntry) throws -> Bool {
        guard file.state.size == entry.size else { return false }
        let expected = Verdict(digest: Array(entry.blockDigests.prefix(32)), state: file.state)
        if verified.withLock({ $0[file.path] }) == expected { return true }
        guard Array(SHA256.hash(data: try file.head(FootageLocator.blockSize))) == expected.digest else { return false }
        verified.withLock { $0[file.path] = expected }
        return true
    }

    private static func text(_ error: any Error) -> String {
        guard let error = error as? POSIXError else { return "\(error)" }
        return String(cString: strerror(error.code.rawValue))
    }
}
