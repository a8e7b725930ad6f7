import Analysis
import ChunkPlanning
import Footage
import Foundation
import Storage

/// Turns a claim into the assignment for a child process: which files, which parts of them, under which settings.
///
/// The files are opened here, for the child can open none.
struct AssignmentBuilder: Sendable {
    private let database: Database
    private let locator: FootageLocator

    init(database: Database, locator: FootageLocator) {
        self.database = database
        self.locator = locator
    }

    func assignment(for claim: ChunkClaim) async throws -> (assignment: ChunkAssignment, files: [OpenedFootage]) {
        let profile = try JSONDecoder().decode(AnalysisProfile.self, from: Data(claim.profile.utf8))
            .settings(for: claim.camera)
        let entries = try await database.recordings(of: claim.review, camera: claim.camera)
        // Clipped to the requisition's window: nothing outside it can be scheduled, whatever the chunk says.
        let footage = CameraFootage(recordings: entries.map(\.recording), window: claim.window)
        guard let run = footage.runs(acrossGapsUpTo: PlateSampling.tolerance).first(where: { $0.overlaps(claim.span) })
        else { throw ReviewError.noFootage }
        let needed = PlateSampling(profile: profile, run: run).reach(of: claim.span, in: run)
        var sources: [ChunkAssignment.Source] = []
        var files: [OpenedFootage] = []
        for entry in entries {
            let pieces = footage.pieces.filter { $0.recording == entry.recording.id }.map(\.span)
            guard pieces.contains(where: { $0.overlaps(needed) }) else { continue }
            let file = try locator.open(entry)
            let source = ChunkAssignment.Source(
                recording: entry.recording, path: file.path,
                index: try await database.frameIndex(of: entry.recording.id), pieces: pieces, needed: needed)
            guard let source else { continue }
            sources.append(source)
            files.append(file)
        }
        return (ChunkAssignment(profile: profile, span: claim.span, plateRun: run, sources: sources), files)
    }
}
