import Analysis
import BlockingExecutor
import Catalogue
import Chronology
import Footage
import Foundation
import Planning
import Requisitions
package import Schema
package import WorkLedger

/// Builds the assignment that a child process works from: which files, which parts of them, and which settings.
///
/// Opens the files itself, because the sandboxed child cannot open any.
package struct AssignmentBuilder: Sendable {
    private let database: Database
    private let locator: FootageLocator

    package init(database: Database, locator: FootageLocator) {
        self.database = database
        self.locator = locator
    }

    /// Returns the assignment for a claim, and its open files in the order of the sources.
    package func assignment(for claim: ChunkClaim) async throws -> (assignment: ChunkAssignment, files: [OpenedFootage])
    {
        let profile = try JSONDecoder().decode(AnalysisProfile.self, from: Data(claim.profile.utf8))
            .settings(for: claim.camera)
        let entries = try await database.recordings(of: claim.review, camera: claim.camera)
        try await requireAuthority(for: claim)
        // Clip to the requisition's scope, so that nothing outside it can be scheduled, whatever the chunk's row
        // contains.
        let footage = CameraFootage(recordings: entries.map(\.recording), windows: claim.windows)
        guard
            let run = footage.runs(acrossGapsUpTo: BackgroundSampling.tolerance).first(where: {
                $0.overlaps(claim.span)
            })
        else { throw ReviewError.noFootage }
        let needed = BackgroundSampling(profile: profile, run: run).reach(of: claim.span, in: run)
        var sources: [ChunkAssignment.Source] = []
        var files: [OpenedFootage] = []
        for entry in entries {
            let pieces = footage.pieces.filter { $0.recording == entry.recording.id }.map(\.span)
            guard pieces.contains(where: { $0.overlaps(needed) }) else { continue }
            let file = try await OwnThread.run("footage") { [locator] in try locator.open(entry) }
            let start = entry.recording.start.microseconds
            let source = ChunkAssignment.Source(
                recording: entry.recording, path: file.path,
                part: try await database.frameIndex(
                    of: entry.recording.id, from: needed.start.microseconds - start, to: needed.end.microseconds - start
                ),
                pieces: pieces, needed: needed)
            guard let source else { continue }
            sources.append(source)
            files.append(file)
        }
        return (ChunkAssignment(profile: profile, span: claim.span, backgroundRun: run, sources: sources), files)
    }

    /// Checks the requisition again before any file is opened: the worker trusts neither the ticket nor the chunk.
    private func requireAuthority(for claim: ChunkClaim) async throws {
        let requisition = try await database.requisition(claim.requisition)
        try requisition.requireOpen()
        try requisition.requireCovered(claim.camera)
        guard requisition.order.covers(claim.span), claim.windows.allSatisfy(requisition.order.covers) else {
            throw ReviewError.outOfScope(claim.requisition)
        }
    }
}
