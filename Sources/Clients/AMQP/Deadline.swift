/// A deadline on the monotonic clock.
struct Deadline: Sendable {
    let moment: ContinuousClock.Instant

    init(after limit: Duration) {
        moment = .now + limit
    }

    /// Time left, never negative.
    var remaining: Duration { max(.zero, ContinuousClock.now.duration(to: moment)) }

    var hasPassed: Bool { moment <= .now }
}
