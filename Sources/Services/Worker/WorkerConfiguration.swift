package import Decoding
import WorkLedger

/// How one worker process behaves.
package struct WorkerConfiguration: Sendable {
    /// Chunks reviewed at the same time; each takes one core. Default: 1.
    package var slots = 1
    /// How long a claim holds without being renewed. Default: 30 s.
    package var lease: Duration = .seconds(30)
    /// How often claims are renewed and the worker reports. Default: 10 s.
    package var renewal: Duration = .seconds(10)
    /// How often an empty queue is asked again, at most. Default: 1 s.
    package var longestIdle: Duration = .seconds(1)
    /// How often a chunk is tried before it is quarantined. Default: 4.
    package var maximumAttempts = RetryPolicy.maximumAttempts
    /// The pause after a failed attempt; it doubles with each. Default: 2 s.
    package var retryPause: Duration = .seconds(2)
    /// How long running chunks may go on after the order to stop. Default: 0, they are handed back at once.
    package var patience: Duration = .zero
    /// How long a process whose name was taken by another one waits before it ends. Default: 5 min, so that two that a
    /// service manager starts again and again do not spend the attempts of each other's chunks.
    package var namePause: Duration = .seconds(300)
    /// What is around the child processes that decode.
    package var walls = ReviewGuard()
    /// Where this node sees the footage.
    package var roots = FootageRoots()

    package init() {}

    func pause(after attempts: Int) -> Duration { RetryPolicy.pause(after: attempts, from: retryPause) }
}
