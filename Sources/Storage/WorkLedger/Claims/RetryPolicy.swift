/// How often a chunk is tried, and how long it pauses between attempts.
package enum RetryPolicy {
    /// The cost of one attempt, in the unit in which budgets are counted.
    package static let wholeAttempt = 3
    /// Upper limit of a pause, however often a chunk failed.
    package static let longestPause: Duration = .seconds(300)

    /// Number of failures attributed to a chunk before it is quarantined.
    package static let maximumAttempts = 4

    /// The budget for this many attempts.
    static func budget(_ attempts: Int) -> Int { attempts * wholeAttempt }

    /// The pause after a failed attempt; it doubles each time.
    package static func pause(after attempts: Int, from first: Duration) -> Duration {
        min(first * (1 << min(max(attempts, 1) - 1, 8)), longestPause)
    }
}

extension FailureKind {
    /// What a failure costs of a chunk's budget. A failure not caused by the chunk costs a third of an attempt.
    package var cost: Int { self == .transient ? 1 : RetryPolicy.wholeAttempt }
}

/// What to expect of another attempt at a failed chunk.
package enum FailureKind: String, Codable, Sendable, CaseIterable {
    /// May succeed later: a mount was missing, a server was down, or a process was killed.
    case transient
    /// Would fail the same way: the file is not the one that was imported, or may not be decoded.
    case permanent
    /// Crashed the process that decoded it. Another host should try once more.
    case poison
}
