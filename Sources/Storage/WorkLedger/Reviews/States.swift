/// The state of a review.
package enum ReviewState: String, Sendable, CaseIterable {
    case running, paused, complete
    case completeWithHoles = "complete-with-holes"
    case cancelled
}

/// The state of a chunk.
package enum ChunkState: String, Sendable, CaseIterable {
    case ready, running, done, quarantined, skipped, cancelled

    /// Whether only an operator can change it.
    package var isFinal: Bool { self != .ready && self != .running }
}

/// The state of a check.
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

/// The state of a worker.
package enum WorkerState: String, Sendable, CaseIterable {
    case up, draining
    /// Not heard from for a while.
    case silent
    case stopped
}
