import Analysis
import Catalogue
package import Chronology
import Footage
import Foundation
package import Planning
package import Requisitions
package import Schema
package import WorkLedger

/// Plans reviews from the catalogue and starts them.
package struct ReviewPlanner: Sendable {
    /// A planned review that has not been started.
    package struct Plan: Sendable {
        package var request: ReviewRequest
        package let estimate: ReviewEstimate
    }

    package enum Problem: Error, CustomStringConvertible {
        case noFootage(Requisition)

        package var description: String {
            switch self {
            case .noFootage(let requisition):
                "requisition \(requisition.id) has no footage in its scope (cameras "
                    + requisition.order.cameras.map { "\"\($0)\"" }.joined(separator: ", ")
                    + ", \(requisition.order.window.start) to \(requisition.order.window.end)): "
                    + "import it, or check the times of the files that were imported"
            }
        }
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Plans the chunks of a review over all footage in the scope of a requisition, and estimates its cost.
    ///
    /// - Parameters:
    ///   - deadline: When the review should be done.
    package func plan(
        _ id: RequisitionID, profile: ReviewProfile, length: ChunkLength, urgency: Urgency, deadline: Timestamp? = nil
    ) async throws -> Plan {
        let requisition = try await database.requisition(id)
        try requisition.requireOpen()
        let recordings = try await database.recordings(of: id).map(\.recording)
        let chunks = requisition.order.cameras.flatMap { camera in
            let footage = CameraFootage(
                recordings: recordings.filter { $0.camera == camera }, windows: requisition.order.windows)
            return ChunkPlanner.chunks(of: footage, camera: camera, length: length)
        }
        guard !chunks.isEmpty else { throw Problem.noFootage(requisition) }
        let request = ReviewRequest(
            requisition: id, profileName: profile.settings.name, profileDigest: profile.digest, profile: profile.text,
            analysisVersion: profile.settings.analysisVersion, length: length, urgency: urgency, chunks: chunks,
            deadline: deadline, recordings: recordings.map(\.id),
            submission: ReviewPlanner.submission(
                requisition: id, recordings: recordings, windows: requisition.order.windows,
                profileDigest: profile.digest, length: length))
        return Plan(request: request, estimate: ReviewEstimate(chunks: chunks, speed: try await speed()))
    }

    /// Starts a new review, even if an identical one exists.
    package func start(_ plan: Plan) async throws -> ReviewID {
        var request = plan.request
        request.submission = nil
        return try await database.insert(request)
    }

    /// Starts a review, or returns the identical one if it was started before and not cancelled.
    package func startOnce(_ plan: Plan) async throws -> ReviewID {
        try await database.insert(plan.request)
    }

    /// Returns a review that differs from the plan only in its analysis version; nil if there is none.
    package func sameOfOtherVersion(as plan: Plan) async throws -> ReviewOfOtherVersion? {
        guard let asked = ReviewPlanner.settings(plan.request.profile) else { return nil }
        return try await database.reviewsOfOtherVersions(than: plan.request).first {
            ReviewPlanner.settings($0.profile) == asked
        }
    }

    /// Returns the configurable settings of a profile, without its analysis version.
    private static func settings(_ profile: String) -> AnalysisProfile? {
        var settings = try? JSONDecoder().decode(AnalysisProfile.self, from: Data(profile.utf8))
        settings?.analysisVersion = AnalysisVersion.unknown
        return settings
    }

    /// Returns a digest that is equal for equal requisition, scope, footage, profile and chunk length.
    static func submission(
        requisition: RequisitionID, recordings: [Recording], windows: [TimeSpan], profileDigest: String,
        length: ChunkLength
    ) -> String {
        // Leave out a single window: the requisition implies it, and digests stored by earlier versions stay valid.
        let scope = windows.count == 1 ? [] : windows.map { "\($0.start)\t\($0.end)" }
        let footage = recordings.map { "\($0.camera)\t\($0.digest)\t\($0.start)" }.sorted()
        return Digests.sha256(
            (["\(requisition)", profileDigest, "\(length)"] + scope + footage).joined(separator: "\n"))
    }

    /// Returns the footage seconds per second that the present workers review, from their past work; nil without a
    /// record.
    private func speed() async throws -> Double? {
        let present = try await database.workers().filter { $0.state == .up && $0.busyTime > 0 }
        guard !present.isEmpty else { return nil }
        return present.reduce(0) { $0 + Double($1.slots) * Double($1.footageDone) / Double($1.busyTime) }
    }
}
