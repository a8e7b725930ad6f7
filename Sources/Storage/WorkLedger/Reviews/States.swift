/// How far a review is.
package enum ReviewState: String, Sendable, CaseIterable {
    case running, paused, complete
    case completeWithHoles = "complete-with-holes"
    case cancelled
}

/// How far a chunk is.
package enum ChunkState: String, Sendable, CaseIterable {
    case ready, running, done, quarantined, skipped, cancelled

    /// Whether it stays so unless an operator changes it.
    package var isFinal: Bool { self != .ready && self != .running }
}

/// How far a check of a review is.
package enum CheckState: String, Sendable {
    case waiting, running, done, failed
}

/// How an attempt at a chunk ended.
package enum AttemptOutcome: String, Sendable {
    case done, failed
    /// Handed back or taken back; it does not count.
    case released
    /// Its worker fell silent or was restarted.
    case lost
}

/// How a worker is.
package enum WorkerState: String, Sendable, CaseIterable {
    case up, draining
    /// Not heard of for a while.
    case silent
    case stopped
}
