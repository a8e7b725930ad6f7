import Synchronization

/// Whether this process can do its work now: its servers answered lately, and nothing else stands in the way.
package final class Readiness: Sendable {
    private struct State {
        var answers: [String: ContinuousClock.Instant] = [:]
        var obstacles: [String: String] = [:]
    }

    private let state = Mutex(State())
    private let dependencies: [String]
    /// How long ago the last answer may be.
    private let patience: Duration

    /// - Parameter dependencies: what must have answered before this process is ready.
    package init(dependencies: [String], patience: Duration = .seconds(20)) {
        self.dependencies = dependencies
        self.patience = patience
    }

    /// Records that a server answered just now.
    package func answered(_ dependency: String, at instant: ContinuousClock.Instant = .now) {
        state.withLock { $0.answers[dependency] = instant }
    }

    /// Names what stands in the way, such as "draining"; nil when it is gone.
    package func set(_ obstacle: String, _ reason: String?) {
        state.withLock { $0.obstacles[obstacle] = reason }
    }

    /// One line for each dependency and obstacle.
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
