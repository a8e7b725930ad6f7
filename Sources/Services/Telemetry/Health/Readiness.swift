import Synchronization

/// Whether this process can currently do its work: its servers have replied recently and no obstacle is set.
package final class Readiness: Sendable {
    private struct State {
        var answers: [String: ContinuousClock.Instant] = [:]
        var obstacles: [String: String] = [:]
    }

    private let state = Mutex(State())
    private let dependencies: [String]
    /// Maximum age of the last reply.
    private let patience: Duration

    /// - Parameter dependencies: the servers that must have replied before this process is ready.
    package init(dependencies: [String], patience: Duration = .seconds(20)) {
        self.dependencies = dependencies
        self.patience = patience
    }

    /// Records that a server has just replied.
    package func answered(_ dependency: String, at instant: ContinuousClock.Instant = .now) {
        state.withLock { $0.answers[dependency] = instant }
    }

    /// Sets the reason for an obstacle, such as "draining"; nil clears it.
    package func set(_ obstacle: String, _ reason: String?) {
        state.withLock { $0.obstacles[obstacle] = reason }
    }

    /// Returns whether the process is ready, and one line per dependency and obstacle.
    package func report(at instant: ContinuousClock.Instant = .now) -> (isReady: Bool, lines: [String]) {
        let (answers, obstacles) = state.withLock { ($0.answers, $0.obstacles) }
        var isReady = obstacles.isEmpty
        var lines: [String] = []
        for name in dependencies {
            guard let last = answers[name] else {
                isReady = false
                lines.append("\(name): no answer yet")
                continue
            }
            let age = instant - last
            if age > patience { isReady = false }
            lines.append("\(name): \(age > patience ? "silent" : "answered") \(age.components.seconds) s ago")
        }
        lines += obstacles.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return (isReady, lines)
    }
}
