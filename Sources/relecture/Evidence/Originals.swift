import Footage
import Intake
import Storage
import Worker

/// Whether files are still what was imported, by every byte of theirs: what goes into evidence is taken from nothing else.
///
/// Each file is read once for a whole bag.
final class Originals {
    private let roots: FootageRoots
    private let progress: ProgressLine
    private var objections: [RecordingID: String] = [:]
    private var verified: Set<RecordingID> = []

    init(roots: FootageRoots, progress: ProgressLine) {
        self.roots = roots
        self.progress = progress
    }

    /// Why nothing may be taken from a file; nil where it is unchanged.
    func objection(to entry: CatalogueEntry) async throws -> String? {
        let id = entry.recording.id
        if verified.contains(id) { return objections[id] }
        let paths = roots.candidates(store: entry.store, path: entry.path)
        let verdict = try await FootageVerifier.verify(entry, at: paths) { [progress] done in
            progress.show("verifying \(entry.originalName)  \(done >> 20) MiB")
        }
        verified.insert(id)
        switch verdict.result {
        // Whoever opens it says what to do about a file that is not there.
        case .unchanged, .missing, .unreadable: break
        case .changed, .shorter, .longer:
            objections[id] =
                "\(verdict.path) is not the file that was imported (\(verdict.result.rawValue)): "
                + "`relecture footage verify` tells more; restore the original"
        }
        return objections[id]
    }
}
