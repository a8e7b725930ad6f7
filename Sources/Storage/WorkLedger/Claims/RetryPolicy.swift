/// How often a chunk is tried, and how long it rests in between.
package enum RetryPolicy {
    /// An attempt in the unit that budgets are counted in.
    package static let wholeAttempt = 3
    /// No pause is longer, however often a chunk failed.
    package static let longestPause: Duration = .seconds(300)

    /// Failures of the chunk's own before it is quarantined.
    package static let maximumAttempts = 4

    /// What so many attempts may cost.
    static func budget(_ attempts: Int) -> Int { attempts * wholeAttempt }

    /// The pause after an attempt that failed: it doubles with each.
    package static func pause(after attempts: Int, from first: Duration) -> Duration {
        min(first * (1 << min(max(attempts, 1) - 1, 8)), longestPause)
    }
}

extension FailureKind {
    /// What a failure costs of a chunk's budget: what was no fault of the chunk, a third of an attempt.
    package var cost: Int { self == .transient ? 1 : RetryPolicy.wholeAttempt }
}
