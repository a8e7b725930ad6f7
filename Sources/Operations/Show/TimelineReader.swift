import Analysis
import Catalogue
import Chronology
import Findings
package import Footage
package import Formats
import Foundation
package import Planning
import Requisitions
package import Schema
import Timelines
import WorkLedger

/// Reads a review's timeline: stored findings for complete cameras, current findings for the others.
package struct TimelineReader: Sendable {
    private let database: Database
    private let merger: TimelineMerger

    package init(database: Database) {
        self.database = database
        merger = TimelineMerger(database: database)
    }

    /// Returns the timeline of a review.
    ///
    /// - Parameter camera: The only camera to read; nil for all cameras of the review.
    package func timeline(of review: ReviewID, camera: CameraID? = nil) async throws -> ReviewTimeline {
        let head = try await database.review(review)
        let scope = try await database.cameras(of: review)
        if let camera, !scope.contains(camera) {
            try await database.requisition(head.requisition).requireCovered(camera)
            throw StorageError.wrongState(
                "review \(review) does not go over camera \"\(camera)\", by which its requisition was extended later: "
                    + "start another review of requisition \(head.requisition)")
        }
        var cameras: [CameraFindings] = []
        for name in camera.map({ [$0] }) ?? scope {
            if let stored = try await database.completeFindings(review: review, camera: name) {
                cameras.append(stored)
            } else {
                cameras.append(try await merger.findings(review: review, camera: name))
            }
        }
        let settings = try JSONDecoder().decode(AnalysisProfile.self, from: Data(head.profile.utf8))
        let ignored = cameras.map { ($0.camera, settings.settings(for: $0.camera).ignore.count) }
        return ReviewTimeline(
            review: review.rawValue, requisition: head.requisition.rawValue, reference: head.reference,
            profileName: head.profileName, profileDigest: head.profileDigest,
            ignoredAreas: Dictionary(uniqueKeysWithValues: ignored), cameras: cameras,
            knownAnswers: try await database.knownAnswers(of: review))
    }

    /// Returns the files of the cameras, each with its parts in scope.
    package func media(of review: ReviewID, cameras: [CameraID]) async throws -> [CameraID: [TimelineMedium]] {
        var media: [CameraID: [TimelineMedium]] = [:]
        for camera in cameras {
            media[camera] = try await used(of: review, camera: camera).map { entry, pieces in
                TimelineMedium(
                    name: entry.originalName, location: entry.path, digest: entry.recording.digest, span: entry.span,
                    pieces: pieces)
            }
        }
        return media
    }

    /// Returns every frame of a camera in scope, in presentation order, as MOT rows count them.
    package func frames(of review: ReviewID, camera: CameraID) async throws -> [MOTChallenge.Frame] {
        var frames: [MOTChallenge.Frame] = []
        for (entry, pieces) in try await used(of: review, camera: camera) {
            let index = try await database.frameIndex(of: entry.recording.id)
            let source = FrameSchedule.Source(start: entry.recording.start, index: index, pieces: pieces)
            frames += FrameSchedule(sources: [source]).frames.map {
                MOTChallenge.Frame(time: $0.time, width: entry.width, height: entry.height)
            }
        }
        return frames.sorted { $0.time < $1.time }
    }

    /// Returns the recordings that a review uses, each with the parts it uses.
    private func used(of review: ReviewID, camera: CameraID) async throws -> [(CatalogueEntry, [TimeSpan])] {
        let windows = try await database.windows(of: review)
        let entries = try await database.recordings(of: review, camera: camera)
        let footage = CameraFootage(recordings: entries.map(\.recording), windows: windows)
        return entries.compactMap { entry in
            let pieces = footage.pieces.filter { $0.recording == entry.recording.id }.map(\.span)
            return pieces.isEmpty ? nil : (entry, pieces)
        }
    }
}
