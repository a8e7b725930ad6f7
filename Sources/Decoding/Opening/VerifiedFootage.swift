package import Catalogue
import Footage
package import Schema
import WorkLedger

/// Opens only files whose every byte matches the import. All evidence is taken from these.
///
/// Each file is read in full once per bag; while its state stays the same, later opens skip the check. The frame index
/// of the last file is cached as well: an index of one day takes megabytes, and all items from one file are extracted
/// in sequence.
package actor VerifiedFootage {
    private let database: Database
    private let roots: FootageRoots
    private let progress: @Sendable (_ name: String, _ bytes: Int64) -> Void
    private var verified: [RecordingID: (path: String, state: OpenedFootage.State)] = [:]

    private var newest: (recording: RecordingID, index: FrameIndex)?

    /// - Parameter progress: Receives the number of bytes of a file that are read.
    package init(
        database: Database, roots: FootageRoots, progress: @escaping @Sendable (_ name: String, _ bytes: Int64) -> Void
    ) {
        self.database = database
        self.roots = roots
        self.progress = progress
    }

    /// Opens the file, verifying every byte unless it was verified before and is unchanged.
    ///
    /// - Throws: `ReviewFailure`: permanent if the file exists but differs, transient if it is missing and may still
    ///   appear.
    package func open(_ entry: CatalogueEntry) async throws -> OpenedFootage {
        if let (path, state) = verified[entry.recording.id],
            let file = try? OpenedFootage(path: path, digest: entry.recording.digest), file.state == state
        {
            return file
        }
        var objection: ReviewFailure?
        for path in roots.candidates(store: entry.store, path: entry.path) {
            guard let file = try? OpenedFootage(path: path, digest: entry.recording.digest) else { continue }
            // Verify through the descriptor, so that the verified file is the one handed out even if the name changes
            // meanwhile.
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
                "\(entry.path) is not on this node or not readable: set RELECTURE_FOOTAGE_ROOT to where the footage is "
                    + "mounted")
    }

    /// Returns the frame index of a recording, from the cache if it is the last one used.
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
                "\(path) is not the file that was imported (\(verdict.result.rawValue)): `relecture footage verify` "
                    + "shows details; restore the original")
        }
    }
}
