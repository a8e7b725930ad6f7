package import Access
package import Journal
package import Planning
import WorkLedger
import WorkQueue

/// Pauses, resumes or cancels a review, or retries its quarantined chunks.
package struct SteerReview: Operation {
    package enum Change: Sendable {
        /// Runs nothing until resumed; running chunks are handed back and their attempts do not count.
        case pause
        case resume
        /// Ends the review; running chunks are dropped.
        case cancel
        /// Gives all quarantined chunks their attempts again; a finished review resumes.
        case retry
    }

    package let id: ReviewID
    package let change: Change

    package init(_ change: Change, of id: ReviewID) {
        self.change = change
        self.id = id
    }

    package var act: Act {
        switch change {
        case .pause: .reviewPause
        case .resume: .reviewResume
        case .cancel: .reviewCancel
        case .retry: .reviewRetry
        }
    }
    package var subject: JournalSubject { .review(id.rawValue) }

    /// - Returns: Whether running workers were notified immediately. If not, they notice at their next renewal.
    package func run(under permit: Permit) async throws -> Bool {
        let database = permit.database
        let review = try await database.review(id)
        let state = review.state.rawValue
        switch change {
        case .pause:
            guard try await database.pause(review.id) else {
                throw OperationError("review \(id) is \(state) already: there is nothing to pause")
            }
            return await permit.servers.hint(Hint(.pause, review: id.rawValue))
        case .resume:
            guard try await database.resume(review.id) else {
                throw OperationError("review \(id) is \(state), not paused: there is nothing to resume")
            }
            return true
        case .cancel:
            guard try await database.cancel(review.id) else {
                throw OperationError("review \(id) is \(state) already: there is nothing to cancel")
            }
            return await permit.servers.hint(Hint(.cancel, review: id.rawValue))
        case .retry:
            guard try await database.retry(review.id) > 0 else {
                throw OperationError(
                    review.state == .cancelled
                        ? "review \(id) was cancelled: start a new one"
                        : "review \(id) has no quarantined chunk: there is nothing to retry")
            }
            return true
        }
    }
}
