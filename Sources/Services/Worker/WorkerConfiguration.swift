package import Decoding
import WorkLedger

/// The settings of one worker process.
package struct WorkerConfiguration: Sendable {
    /// Chunks reviewed concurrently; each uses one core. Default: 1.
    package var slots = 1
    /// How long a claim lasts without renewal. Default: 30 s.
    package var lease: Duration = .seconds(30)
    /// Interval of claim renewals and worker reports. Default: 10 s.
    package var renewal: Duration = .seconds(10)
    /// Longest interval between two polls of empty queues. Default: 1 s.
    package var longestIdle: Duration = .seconds(1)
    /// Attempts at a chunk before it is quarantined. Default: 4.
    package var maximumAttempts = RetryPolicy.maximumAttempts
    /// Pause after a failed attempt, doubled with each further one. Default: 2 s.
    package var retryPause: Duration = .seconds(2)
    /// How long running chunks may continue after the order to stop. Default: 0, they are handed back at once.
    package var patience: Duration = .zero
    /// How long a process waits before it ends if another has taken its name. It keeps two processes restarted by a
    /// service manager from using up the attempts of each other's chunks. Default: 5 min.
    package var namePause: Duration = .seconds(300)
    /// The protection around the child processes that decode.
    package var walls = ReviewGuard()
    /// Where this node finds the footage.
    package var roots = FootageRoots()

    package init() {}

    func pause(after attempts: Int) -> Duration { RetryPolicy.pause(after: attempts, from: retryPause) }
}
