package import Access
import Catalogue
package import Journal
package import Planning
package import Requisitions
package import Schema
package import WorkLedger

/// Waits until a review ends.
package struct WatchReview: Operation {
    package let id: ReviewID
    /// Receives the review's progress several times a second.
    package let onLook: @Sendable (ReviewSummary) -> Void
    /// Called with the reason when the review makes no progress.
    package let onStall: @Sendable (ReviewStall) -> Void

    package init(
        _ id: ReviewID, onLook: @escaping @Sendable (ReviewSummary) -> Void,
        onStall: @escaping @Sendable (ReviewStall) -> Void
    ) {
        self.id = id
        self.onLook = onLook
        self.onStall = onStall
    }

    package var act: Act { .reviewWatch }
    package var subject: JournalSubject { .review(id.rawValue) }

    package func run(under permit: Permit) async throws -> ReviewSummary {
        try await ReviewWait(database: permit.database, onLook: onLook, onStall: onStall).wait(for: id)
    }
}

/// Why a review makes no progress.
package enum ReviewStall: Sendable {
    case isPaused
    /// The requisition is not in force.
    case isNotInForce(RequisitionError)
    case hasNoWorker
    case hasNoWorkerOfItsVersion(VersionLack)
    /// Chunks are running.
    case isAtWork
    /// Workers are up, but none claimed a chunk.
    case isNotTaken
}

/// Polls a review until it ends.
package struct ReviewWait: Sendable {
    private static let stalledAfter: Duration = .seconds(30)

    private let database: Database
    private let onLook: @Sendable (ReviewSummary) -> Void
    private let onStall: @Sendable (ReviewStall) -> Void

    package init(
        database: Database, onLook: @escaping @Sendable (ReviewSummary) -> Void,
        onStall: @escaping @Sendable (ReviewStall) -> Void
    ) {
        self.database = database
        self.onLook = onLook
        self.onStall = onStall
    }

    /// Waits until the review ends, and reports progress and stalls meanwhile.
    ///
    /// - Returns: The review once it has ended.
    package func wait(for id: ReviewID) async throws -> ReviewSummary {
        var lastChange = ContinuousClock.now
        var lastState = (done: Int64(-1), chunks: -1)
        while true {
            let review = try await database.review(id)
            onLook(review)
            guard !review.hasEnded else { return review }
            if (review.footageDone, review.chunksFinal) != lastState {
                lastState = (review.footageDone, review.chunksFinal)
                lastChange = .now
            } else if ContinuousClock.now - lastChange > ReviewWait.stalledAfter {
                lastChange = .now
                onStall(try await stall(review))
            }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    private func stall(_ review: ReviewSummary) async throws -> ReviewStall {
        if review.state == .paused { return .isPaused }
        do {
            try await database.requisition(review.requisition).requireOpen()
        } catch let error as RequisitionError {
            return .isNotInForce(error)
        }
        let workers = try await database.workers()
        if !workers.contains(where: { $0.state == .up }) { return .hasNoWorker }
        if let lack = review.lackOfItsVersion(among: workers) { return .hasNoWorkerOfItsVersion(lack) }
        return (review.chunks[.running] ?? 0) > 0 ? .isAtWork : .isNotTaken
    }
}
