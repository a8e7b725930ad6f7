import Analysis
import Chronology
import Footage
import Planning
import Postgres
import Schema
import Timelines
import WorkLedger

/// Sample results of an attempt at a chunk.
enum Findings {
    /// Returns the tracklet of one object that lasts two seconds, from a second into the span.
    static func tracklet(in span: TimeSpan) -> Tracklet {
        let start = span.start.advanced(byMicroseconds: 1_000_000)
        let points = (0..<3).map { step in
            TrackPoint(
                time: start.advanced(byMicroseconds: Int64(step) * 500_000),
                box: Box(x: 1_000 + Int32(step) * 100, y: 2_000, width: 500, height: 1_500))
        }
        return Tracklet(
            cell: CellGrid.cell(at: start), points: points, end: start.advanced(byMicroseconds: 2_000_000),
            appearance: Appearance(), confidence: 9_000)
    }

    static func analysed(_ span: TimeSpan) -> [CoverageSpan] {
        [CoverageSpan(span: span, state: .analysed)]
    }

    /// Returns a merge result for a camera: the given coverage and one track.
    static func camera(
        _ camera: CameraID, coverage: [CoverageSpan], track: TimeSpan
    ) -> CameraFindings {
        let points = tracklet(in: track).points
        return CameraFindings(
            camera: camera, clock: "file-name", coverage: coverage, activity: [track],
            tracks: [Track(id: 1, span: track, points: points, confidence: 9_000)])
    }
}

extension Database {
    /// Stores one object and full coverage for a claimed chunk.
    func finish(_ claim: ChunkClaim, by worker: WorkerIdentity) async throws -> Bool {
        try await finish(
            claim, by: worker, tracklets: [EncodedTracklet(Findings.tracklet(in: claim.span))],
            coverage: Findings.analysed(claim.span), framesAnalysed: 1_500, framesOutside: 3)
    }

    func claim(_ chunk: ChunkID, of review: ReviewID, by worker: WorkerIdentity) async throws -> ChunkClaim? {
        try await claim(chunk: chunk, of: review, by: worker, lease: .seconds(30))
    }

    func fail(_ claim: ChunkClaim, by worker: WorkerIdentity, _ detail: String) async throws {
        try await fail(claim, by: worker, detail: detail, pause: .seconds(60), maximumAttempts: 3)
    }
}

extension Timestamp {
    /// This moment as a query parameter.
    var stored: PostgresTimestamp { PostgresTimestamp(microseconds: microseconds) }
}
