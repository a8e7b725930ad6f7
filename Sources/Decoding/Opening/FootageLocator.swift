package import Catalogue
import Crypto
import Footage
import Foundation
import Synchronization
import WorkLedger

/// Finds a catalogued file on this node and checks that it is the file that was imported.
package final class FootageLocator: Sendable {
    /// A digest that was verified, and the file state for which the verification holds.
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

    /// Opens the file on this node after checking its size and the digest of its first 16 MiB against the import.
    ///
    /// - Throws: `ReviewFailure`: permanent if the file exists but differs, transient if it is missing and may still
    ///   appear.
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
            throw ReviewFailure(.transient, "storage", "\(unreadable): check the mount and the file's permissions")
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
