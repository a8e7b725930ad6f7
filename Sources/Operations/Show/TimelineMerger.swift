import Analysis
import Findings
package import Footage
import Foundation
package import Planning
package import Schema
package import Timelines

/// Merges the stored results of a camera into its findings: the I/O around the pure functions of `Timelines`.
///
/// All timelines are made here. The coordinator stores the result for SQL; `TimelineReader` merges incomplete cameras
/// itself, because their stored findings may be minutes old. Both produce equal timelines for equal chunks, because
/// each merge reads one snapshot of the database.
package struct TimelineMerger: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Returns the current findings of a camera; provisional while chunks are pending.
    package func findings(review: ReviewID, camera: CameraID) async throws -> CameraFindings {
        let input = try await database.mergeInput(review: review, camera: camera)
        let profile = try JSONDecoder().decode(AnalysisProfile.self, from: Data(input.profile.utf8))
        // Linking is CPU-bound and may take seconds for a day of footage: run it at utility priority.
        return await Task.detached(priority: .utility) {
            let footage = CameraFootage(recordings: input.recordings, windows: input.windows)
            let late = CameraFootage(recordings: input.lateRecordings, windows: input.windows).pieces.map(\.span)
            let tracks = TrackLinker.link(input.tracklets, profile: profile)
            return CameraFindings(
                camera: camera, clock: CoverageMerge.clock(of: input.recordings),
                coverage: CoverageMerge.coverage(of: footage, chunks: input.chunks, late: late),
                activity: Activity.spans(of: tracks), tracks: tracks)
        }.value
    }
}
