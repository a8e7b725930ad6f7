package import Telemetry
import WorkLedger

/// The metrics of a worker. No label contains the name of a camera, requisition or person.
package struct WorkerMetrics: Sendable {
    /// The steps of an attempt, each timed from start to end.
    package enum Stage: String, CaseIterable, Sendable {
        /// Locating the files and their indexes.
        case prepare
        /// The child process: decoding and analysis.
        case review
        /// Writing the results and the attempt's outcome to the database.
        case store
    }

    /// The outcome of a ticket.
    enum Claim: String, CaseIterable {
        case claimed
        /// The chunk was claimed by another worker or no longer needs one: harmless.
        case lost
    }

    /// The outcome of an attempt.
    enum Outcome: String, CaseIterable {
        case done, failed
        /// Not counted as an attempt: the worker is stopping, or the chunk was given to another worker.
        case stopped
        /// Another worker held the chunk by then; nothing was stored.
        case fenced
    }

    /// How a chunk was found to be lost, other than by the coordinator.
    enum Loss: String, CaseIterable {
        /// An earlier process of this worker held it when it ended.
        case restart
        /// Another worker let its lease expire, and this one noticed before the coordinator did.
        case takeover
    }

    private let claims: Counter
    private let attempts: Counter
    private let fenced: Counter
    private let checks: Counter
    private let losses: Counter
    private let crashes: Counter
    private let violations: Counter
    private let seconds: Histogram
    private let footage: Counter
    private let frames: Counter
    private let slots: Gauge
    private let busy: Gauge
    private let draining: Gauge

    package init(_ registry: MetricRegistry) {
        claims = registry.counter("relecture_claims_total", "Tickets taken, by outcome.", labels: ["outcome"])
        attempts = registry.counter(
            "relecture_attempts_total", "Finished attempts at chunks; class is the failure kind.",
            labels: ["outcome", "class"])
        fenced = registry.counter(
            "relecture_fenced_writes_total", "Results dropped because another worker held the chunk by then.")
        checks = registry.counter(
            "relecture_checks_total", "Finished attempts at review checks: chunks reviewed twice, and labelled clips.",
            labels: ["kind", "outcome"])
        losses = registry.counter(
            "relecture_lost_chunks_total", "Chunks lost by dead or silent workers and discovered by this one.",
            labels: ["cause"])
        crashes = registry.counter(
            "relecture_decoder_crashes_total", "Child processes ended by a signal, by the footage's codec.",
            labels: ["codec"])
        violations = registry.counter(
            "relecture_sandbox_violations_total",
            "Child processes killed for sandbox violations, by the footage's codec.",
            labels: ["codec"])
        seconds = registry.histogram(
            "relecture_chunk_seconds", "Duration of each step of an attempt.", labels: ["stage"],
            bounds: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600])
        footage = registry.counter(
            "relecture_footage_seconds_total", "Seconds of footage in finished chunks.")
        frames = registry.counter("relecture_frames_total", "Analysed frames.")
        slots = registry.gauge("relecture_slots", "Maximum chunks reviewed concurrently by this worker.")
        busy = registry.gauge("relecture_slots_busy", "Chunks currently held by this worker.")
        draining = registry.gauge("relecture_worker_draining", "1 while this worker takes no new work, otherwise 0.")
        // A counter that appears only with its first event hides that event from rate().
        for claim in Claim.allCases { claims.increment(claim.rawValue, by: 0) }
        for outcome in Outcome.allCases where outcome != .failed {
            attempts.increment(outcome.rawValue, "none", by: 0)
        }
        for kind in ["double", "known-answer"] {
            for outcome in Outcome.allCases { checks.increment(kind, outcome.rawValue, by: 0) }
        }
        for kind in FailureKind.allCases { attempts.increment(Outcome.failed.rawValue, kind.rawValue, by: 0) }
        for loss in Loss.allCases { losses.increment(loss.rawValue, by: 0) }
        for codec in ["h264", "hevc", "mjpeg", "mpeg4", "mpeg2video", "unknown"] {
            for counter in [crashes, violations] { counter.increment(codec, by: 0) }
        }
        tell(slots: 0, busy: 0, isDraining: false)
        for stage in Stage.allCases { seconds.begin(stage.rawValue) }
        for counter in [fenced, footage, frames] { counter.increment(by: 0) }
    }

    func count(_ claim: Claim) { claims.increment(claim.rawValue) }

    /// - Parameter kind: the failure kind of a failed attempt.
    func count(_ outcome: Outcome, kind: FailureKind? = nil) {
        attempts.increment(outcome.rawValue, kind?.rawValue ?? "none")
        if outcome == .fenced { fenced.increment() }
    }

    func count(_ check: ReviewCheck, _ outcome: Outcome) {
        switch check.subject {
        case .double: checks.increment("double", outcome.rawValue)
        case .knownAnswer: checks.increment("known-answer", outcome.rawValue)
        }
    }

    func count(_ loss: Loss, chunks: Int = 1) { losses.increment(loss.rawValue, by: Double(chunks)) }

    func countCrash(codec: String) { crashes.increment(codec) }
    func countViolation(codec: String) { violations.increment(codec) }

    /// - Parameter microseconds: the duration of the footage.
    func countFootage(_ microseconds: Int64, frames count: Int) {
        footage.increment(by: Double(microseconds) / 1_000_000)
        frames.increment(by: Double(count))
    }

    func tell(slots count: Int, busy held: Int, isDraining: Bool) {
        slots.set(to: Double(count))
        busy.set(to: Double(held))
        draining.set(to: isDraining ? 1 : 0)
    }

    /// Runs a step and records its duration, even if it fails.
    func timing<Value>(
        _ stage: Stage, isolation: isolated (any Actor)? = #isolation, _ step: () async throws -> Value
    ) async rethrows -> Value {
        let start = ContinuousClock.now
        defer { seconds.observe(.now - start, stage.rawValue) }
        return try await step()
    }
}
