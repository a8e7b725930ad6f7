/// The delay before the next connection attempt: exponential with full jitter.
package struct Backoff: Sendable {
    /// Default: 100 ms.
    package var first: Duration = .milliseconds(100)
    /// Default: 10 s.
    package var longest: Duration = .seconds(10)

    package init() {}

    /// Returns the longest delay after `count` consecutive failures; the actual delay is random between zero and this.
    func ceiling(afterFailures count: Int) -> Duration {
        min(longest, first * (1 << min(max(0, count - 1), 20)))
    }

    func pause(afterFailures count: Int) -> Duration {
        ceiling(afterFailures: count) * Double.random(in: 0...1)
    }
}
