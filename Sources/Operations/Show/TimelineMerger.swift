import Analysis
import Findings
package import Footage
import Foundation
package import Planning
package import Schema
package import Timelines

/// Merges what is stored of a camera into its findings: the I/O around the pure functions of `Timelines`.
///
/// The only maker of timelines. The coordinator stores what it gives, for SQL; `TimelineReader` asks it for cameras
/// that are not complete, because what is stored of those may be minutes old. Both give equal timelines for equal
/// chunks: each is made from one snapshot of the database.
package struct TimelineMerger: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// What is known of a camera now; provisional as long as chunks are pending.
    package func findings(review: ReviewID, camera: CameraID) async throws -> CameraFindings {
        let input = try await database.mergeInput(review: review, camera: camera)
        let profile = try JSONDecoder().decode(AnalysisProfile.self, from: Data(input.profile.utf8))
        // Linking is all computation and may take seconds for a day of footage: off the shared threads' fast path.
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
