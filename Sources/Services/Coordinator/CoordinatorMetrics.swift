import AMQP
package import Telemetry

/// The metrics of a coordinator. No label contains the name of a camera, requisition or person.
package struct CoordinatorMetrics: Sendable {
    /// The timed steps of a coordinator.
    enum Step: String, CaseIterable {
        /// Merging, and completing reviews.
        case round
        /// Merging the findings of one camera.
        case merge
    }

    private let leads: Gauge
    private let term: Gauge
    private let failedRounds: Counter
    private let failedMerges: Counter
    private let expiries: Counter
    private let tickets: Counter
    private let reviews: Counter
    private let seconds: Histogram

    package init(_ registry: MetricRegistry) {
        leads = registry.gauge("relecture_coordinator_leads", "1 while this coordinator holds the lease, 0 on standby.")
        term = registry.gauge("relecture_coordinator_term", "The term of this coordinator's last leadership.")
        failedRounds = registry.counter(
            "relecture_coordinator_failed_rounds_total",
            "Merge or rescue rounds that failed, mostly because of the database.")
        failedMerges = registry.counter(
            "relecture_coordinator_failed_merges_total",
            "Merges that failed because of a single camera, whose review cannot complete.")
        expiries = registry.counter(
            "relecture_lease_expiries_total", "Chunks taken back from silent workers.")
        tickets = registry.counter(
            "relecture_tickets_total", "Tickets sent to the broker, by outcome.", labels: ["outcome"])
        reviews = registry.counter("relecture_reviews_completed_total", "Completed reviews.")
        seconds = registry.histogram(
            "relecture_coordinator_seconds", "Duration of a round, and of the merge of one camera within it.",
            labels: ["step"], bounds: [0.005, 0.025, 0.1, 0.25, 1, 5, 15, 60, 300])
        for outcome in ["confirmed", "returned", "refused", "unknown"] { tickets.increment(outcome, by: 0) }
        for counter in [failedRounds, failedMerges, expiries, reviews] { counter.increment(by: 0) }
        for step in Step.allCases { seconds.begin(step.rawValue) }
        leads.set(to: 0)
        term.set(to: 0)
    }

    /// - Parameter current: the term if this coordinator leads, otherwise nil.
    func tell(term current: Int64?) {
        leads.set(to: current == nil ? 0 : 1)
        if let current { term.set(to: Double(current)) }
    }

    func countFailedRound() { failedRounds.increment() }
    func countFailedMerge() { failedMerges.increment() }
    func countExpiries(_ count: Int) { expiries.increment(by: Double(count)) }
    func countReview() { reviews.increment() }

    func count(_ outcome: PublishOutcome) {
        switch outcome {
        case .confirmed: tickets.increment("confirmed")
        case .returned: tickets.increment("returned")
        case .refused: tickets.increment("refused")
        case .unknown: tickets.increment("unknown")
        }
    }

    /// Runs a step and records its duration, even if it fails.
    func timing<Value>(
        _ step: Step, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async rethrows -> Value {
        let start = ContinuousClock.now
        defer { seconds.observe(.now - start, step.rawValue) }
        return try await body()
    }
}
