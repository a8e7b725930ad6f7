package import Access
package import Journal
package import Planning
import WorkLedger
import WorkQueue

/// Pauses, resumes or cancels a review, or gives its quarantined chunks their attempts again.
package struct SteerReview: Operation {
    package enum Change: Sendable {
        /// Nothing of it runs until it is resumed; what runs is handed back, and its attempt does not count.
        case pause
        case resume
        /// It ends; what is being worked on is dropped.
        case cancel
        /// All quarantined chunks have their attempts again; it runs again if it had ended.
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

    /// - Returns: whether running workers were told at once; if not, they learn it at their next renewal.
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
