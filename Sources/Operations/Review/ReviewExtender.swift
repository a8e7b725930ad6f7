import Analysis
import Catalogue
import Footage
import Foundation
package import Planning
import Requisitions
package import Schema
package import WorkLedger

/// Plans how to extend a review to footage imported after it was planned, or to retry its holes.
package struct ReviewExtender: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Returns the changes that extend a review to all footage of its cameras; empty if no footage was added.
    package func changes(of id: ReviewID) async throws -> ReviewChanges {
        let head = try await database.review(id)
        try await database.requisition(head.requisition).requireOpen()
        guard let length = ChunkLength(head.chunkLength) else {
            throw StorageError.wrongState("review \(id) has the chunk length \"\(head.chunkLength)\", which is invalid")
        }
        let settings = try JSONDecoder().decode(AnalysisProfile.self, from: Data(head.profile.utf8))
        let before = try await database.recordings(of: id).map(\.recording)
        let cameras = try await database.cameras(of: id)
        let after = try await database.recordings(of: head.requisition).map(\.recording)
            .filter { cameras.contains($0.camera) }
        let known = Set(before.map(\.id))
        var changes = ReviewChanges()
        changes.recordings = after.map(\.id).filter { !known.contains($0) }
        guard !changes.recordings.isEmpty else { return changes }
        let chunks = try await database.chunks(of: id, limit: .max)
        let windows = try await database.windows(of: id)
        for camera in cameras {
            let (old, new) = (before.filter { $0.camera == camera }, after.filter { $0.camera == camera })
            guard old.count < new.count else { continue }
            let profile = settings.settings(for: camera)
            let present = chunks.filter { $0.camera == camera }
            let plan = ReviewExtension(
                of: camera, from: CameraFootage(recordings: old, windows: windows),
                to: CameraFootage(recordings: new, windows: windows), chunks: present.map(\.span), length: length,
                sampleStep: profile.sampleStep, windowReach: profile.windowReach)
            changes.add(plan, to: present)
        }
        changes.submission = ReviewPlanner.submission(
            requisition: head.requisition, recordings: after, windows: windows,
            profileDigest: head.profileDigest, length: length)
        return changes
    }

    /// Returns the changes that retry a review's holes.
    package func holes(of id: ReviewID) async throws -> ReviewChanges {
        try await database.requisition(try await database.review(id).requisition).requireOpen()
        var changes = ReviewChanges()
        changes.redone = try await database.holes(of: id)
        return changes
    }

    /// Applies the changes to the review.
    package func extend(_ id: ReviewID, by changes: ReviewChanges) async throws {
        try await database.extend(id, by: changes)
    }
}

extension ReviewChanges {
    /// Adds a camera's plan. Chunks replanned with the same span keep their number and history.
    fileprivate mutating func add(_ plan: ReviewExtension, to present: [ChunkStatus]) {
        let kept = Set(plan.kept)
        let planned = Set(plan.added.map(\.span))
        let touched = present.filter { !kept.contains($0.span) }
        redone += touched.filter { planned.contains($0.span) }.map(\.id)
        replaced += touched.filter { !planned.contains($0.span) }.map(\.id)
        let reused = Set(touched.map(\.span))
        added += plan.added.filter { !reused.contains($0.span) }
    }
}
