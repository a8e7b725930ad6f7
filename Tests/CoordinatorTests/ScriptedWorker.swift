import AMQP
import Analysis
import Chronology
import Footage
import Logging
import Planning
import TestSupport
import Timelines
import WorkLedger
import WorkQueue

/// A worker that decodes nothing: it finds what a script dictates, one chunk per ticket.
struct ScriptedWorker {
    let store: TestStore
    let tickets: TicketSource
    let identity: WorkerIdentity

    /// Takes the next ticket and claims its chunk. Returns nil if there is no ticket.
    func claim() async throws -> ChunkClaim? {
        guard let delivery = try await tickets.next() else { return nil }
        let claim = try await store.database.claim(
            chunk: delivery.ticket.chunk, of: ReviewID(rawValue: delivery.ticket.review), by: identity,
            lease: .seconds(30))
        _ = try await tickets.acknowledge(delivery)
        return claim
    }

    func finish(_ claim: ChunkClaim) async throws -> Bool {
        try await store.database.finish(
            claim, by: identity, tracklets: ScriptedWorker.tracklets(in: claim.span).map(EncodedTracklet.init),
            coverage: [CoverageSpan(span: claim.span, state: .analysed)], framesAnalysed: 1, framesOutside: 0)
    }

    /// Works until the review has ended.
    func work(until review: ReviewID) async throws -> ReviewSummary {
        try await eventually("the end of review \(review)") {
            if let claim = try await claim() { _ = try await finish(claim) }
            let summary = try await store.database.review(review)
            return summary.state == .running ? nil : summary
        }
    }

    /// A person crosses the picture from second 52 to second 78 of the window, across a minute boundary and several
    /// cells. Reported cell by cell, as the analysis does.
    static let crossing = TimeSpan(
        start: TestStore.window.start.advanced(byMicroseconds: 52_000_000),
        end: TestStore.window.start.advanced(byMicroseconds: 78_000_000))

    static func tracklets(in span: TimeSpan) -> [Tracklet] {
        guard let seen = crossing.intersection(span) else { return [] }
        return CellGrid.cells(in: seen).compactMap { cell in
            guard let part = CellGrid.span(of: cell).intersection(seen) else { return nil }
            let points = stride(from: part.start.microseconds, to: part.end.microseconds, by: 200_000).map { time in
                let way = Int32((time - crossing.start.microseconds) / 100_000) * 30
                return TrackPoint(
                    time: Timestamp(microseconds: time), box: Box(x: 500 + way, y: 3_000, width: 600, height: 2_000))
            }
            return Tracklet(
                cell: cell, points: points, end: part.end, appearance: Appearance(), confidence: 9_000)
        }
    }
}
