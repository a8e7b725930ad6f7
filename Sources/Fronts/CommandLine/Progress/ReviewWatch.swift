import Operations
import Planning
import Synchronization
import WorkLedger

/// Shows how far a review is while something waits for its end.
final class ReviewWatch: Sendable {
    private let progress: ProgressLine
    private let lines = Mutex(ReviewProgress())

    init(_ progress: ProgressLine) {
        self.progress = progress
    }

    @Sendable func show(_ review: ReviewSummary) {
        progress.show(line(review))
        if review.hasEnded { progress.finish(line(review)) }
    }

    /// Says why the review does not get ahead.
    @Sendable func note(_ stall: ReviewStall) {
        progress.note("waiting: \(stall.text)")
    }

    private func line(_ review: ReviewSummary) -> String {
        lines.withLock { $0.line(review) }
    }
}

extension ReviewStall {
    fileprivate var text: String {
        switch self {
        case .isPaused: "the review is paused; `relecture review resume` lets it go on"
        case .isNotInForce(let error): "\(error)"
        case .hasNoWorker: "no worker is up; start one with `relecture worker run`"
        case .hasNoWorkerOfItsVersion(let lack): lack.text
        case .isAtWork: "chunks are being worked on"
        case .isNotTaken: "no chunk was taken for a while; is a coordinator running (`relecture coordinator run`)?"
        }
    }
}

extension FootageReviews {
    /// Waits for the end of a review, and shows how far it is.
    func wait(for review: ReviewID, showing progress: ProgressLine) async throws -> ReviewSummary {
        let watch = ReviewWatch(progress)
        return try await wait(for: review, onLook: watch.show, onStall: watch.note)
    }
}
