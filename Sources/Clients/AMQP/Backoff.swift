/// How long to wait before the next attempt to connect: exponential with full jitter.
package struct Backoff: Sendable {
    /// Default: 100 ms.
    package var first: Duration = .milliseconds(100)
    /// Default: 10 s.
    package var longest: Duration = .seconds(10)

    package init() {}

    /// The longest pause after so many failures in a row; the pause taken is random between nothing and this.
    func ceiling(afterFailures count: Int) -> Duration {
        min(longest, first * (1 << min(max(0, count - 1), 20)))
    }

    func pause(afterFailures count: Int) -> Duration {
        ceiling(afterFailures: count) * Double.random(in: 0...1)
    }
}
