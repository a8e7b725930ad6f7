import Catalogue
import Planning
import Requisitions
import Schema
import WorkLedger

/// Waits for the end of a review and shows how far it is.
struct ReviewWatch {
    /// The review did not get ahead: nobody coordinates, or nobody works.
    static let stalledAfter: Duration = .seconds(30)

    let database: Database
    let progress: ProgressLine

    /// - Parameter check: called on every look; what it throws ends the wait.
    func wait(for id: ReviewID, check: () throws -> Void = {}) async throws -> ReviewSummary {
        var lines = ReviewProgress()
        var lastChange = ContinuousClock.now
        var lastState = (done: Int64(-1), chunks: -1)
        while true {
            try check()
            let review = try await database.review(id)
            progress.show(lines.line(review))
            guard !review.hasEnded else {
                progress.finish(lines.line(review))
                return review
            }
            if (review.footageDone, review.chunksFinal) != lastState {
                lastState = (review.footageDone, review.chunksFinal)
                lastChange = .now
            } else if ContinuousClock.now - lastChange > ReviewWatch.stalledAfter {
                lastChange = .now
                progress.note(try await reason(review))
            }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    private func reason(_ review: ReviewSummary) async throws -> String {
        if review.state == .paused { return "waiting: the review is paused; `relecture review resume` lets it go on" }
        do {
            try await database.requisition(review.requisition).requireOpen()
        } catch let error as RequisitionError {
            return "waiting: \(error)"
        }
        let workers = try await database.workers()
        if !workers.contains(where: { $0.state == .up }) {
            return "waiting: no worker is up; start one with `relecture worker run`"
        }
        if let lack = review.lackOfItsVersion(among: workers) { return "waiting: \(lack)" }
        if (review.chunks[.running] ?? 0) > 0 { return "waiting: chunks are being worked on" }
        return "waiting: no chunk was taken for a while; is a coordinator running (`relecture coordinator run`)?"
    }
}
