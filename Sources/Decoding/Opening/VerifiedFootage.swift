package import Catalogue
import Footage
package import Schema
import WorkLedger

/// Files of which every byte was read again and found to be what was imported: evidence is taken from no others.
///
/// Each is read once for a whole bag; as long as it stays the same file, unwritten, it is opened again without. The
/// index of the newest is kept too: that of a day has megabytes, and what is taken from one file is taken in one go.
package actor VerifiedFootage {
    private let database: Database
    private let roots: FootageRoots
    private let progress: @Sendable (_ name: String, _ bytes: Int64) -> Void
    private var verified: [RecordingID: (path: String, state: OpenedFootage.State)] = [:]

    private var newest: (recording: RecordingID, index: FrameIndex)?

    /// - Parameter progress: hears how much of a file is read.
    package init(
        database: Database, roots: FootageRoots, progress: @escaping @Sendable (_ name: String, _ bytes: Int64) -> Void
    ) {
        self.database = database
        self.roots = roots
        self.progress = progress
    }

    /// - Throws: `ReviewFailure`; a file that differs will differ again, one that is not there may come.
    package func open(_ entry: CatalogueEntry) async throws -> OpenedFootage {
        if let (path, state) = verified[entry.recording.id],
            let file = try? OpenedFootage(path: path, digest: entry.recording.digest), file.state == state
        {
            return file
        }
        var objection: ReviewFailure?
        for path in roots.candidates(store: entry.store, path: entry.path) {
            guard let file = try? OpenedFootage(path: path, digest: entry.recording.digest) else { continue }
            // By the descriptor: what is read here is what is given out, wherever the name leads meanwhile.
            let verdict = try await FootageVerifier.verify(entry, at: ["/proc/self/fd/\(file.descriptors[0])"]) {
                [progress] in progress(entry.originalName, $0)
            }
            if verdict.result == .unchanged, file.isUnchanged {
                verified[entry.recording.id] = (path, file.state)
                return file
            }
            objection = objection ?? VerifiedFootage.objection(verdict, at: path)
        }
        throw objection
            ?? ReviewFailure(
                .transient, "missing",
                "\(entry.path) is not on this node, or may not be read: set RELECTURE_FOOTAGE_ROOT to where the footage is "
                    + "mounted")
    }

    func index(of entry: CatalogueEntry) async throws -> FrameIndex {
        if let newest, newest.recording == entry.recording.id { return newest.index }
        let index = try await database.frameIndex(of: entry.recording.id)
        newest = (entry.recording.id, index)
        return index
    }

    private static func objection(_ verdict: FootageVerdict, at path: String) -> ReviewFailure {
        switch verdict.result {
        case .missing, .unreadable:
            ReviewFailure(.transient, "storage", "\(path) cannot be read to its end: check the mount and the disk")
        case .unchanged, .changed, .shorter, .longer:
            ReviewFailure(
                .permanent, "wrong-file",
                "\(path) is not the file that was imported (\(verdict.result.rawValue)): `relecture footage verify` tells "
                    + "more; restore the original")
        }
    }
}
