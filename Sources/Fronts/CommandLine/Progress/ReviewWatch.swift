import Operations
import Planning
import Synchronization
import WorkLedger

/// Shows the progress of a review while a command waits for its end.
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

    /// Prints why the review makes no progress.
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
        case .isPaused: "the review is paused; resume it with `relecture review resume`"
        case .isNotInForce(let error): "\(error)"
        case .hasNoWorker: "no worker is up; start one with `relecture worker run`"
        case .hasNoWorkerOfItsVersion(let lack): lack.text
        case .isAtWork: "chunks are being worked on"
        case .isNotTaken: "no chunk was claimed for a while; is a coordinator running (`relecture coordinator run`)?"
        }
    }
}

extension FootageReviews {
    /// Waits for the end of a review, showing its progress.
    func wait(for review: ReviewID, showing progress: ProgressLine) async throws -> ReviewSummary {
        let watch = ReviewWatch(progress)
        return try await wait(for: review, onLook: watch.show, onStall: watch.note)
    }
}
