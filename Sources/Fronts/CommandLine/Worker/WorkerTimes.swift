import ArgumentParser
import Worker

/// Timing and retry settings of a worker.
struct WorkerTimes: ParsableArguments {
    @Option(help: "How long a claim holds without renewal (500ms, 30s, 2m). Default: RELECTURE_LEASE, or 30s.")
    var lease: Duration?

    @Option(help: "Interval between renewals of a claim. Default: RELECTURE_RENEWAL, or 10s.")
    var renewal: Duration?

    @Option(help: "Pause after a chunk's first failure; doubles with each. Default: RELECTURE_RETRY_PAUSE, or 2s.")
    var retryPause: Duration?

    @Option(help: "Attempts before a chunk is quarantined. Default: RELECTURE_ATTEMPTS, or 4.")
    var attempts: Int?

    func apply(to configuration: inout WorkerConfiguration) throws {
        if let lease = try Setting.duration(lease, "RELECTURE_LEASE") { configuration.lease = lease }
        if let renewal = try Setting.duration(renewal, "RELECTURE_RENEWAL") { configuration.renewal = renewal }
        if let pause = try Setting.duration(retryPause, "RELECTURE_RETRY_PAUSE") { configuration.retryPause = pause }
        if let attempts = try Setting.count(attempts, "RELECTURE_ATTEMPTS") {
            configuration.maximumAttempts = attempts
        }
        guard configuration.renewal > .zero, configuration.lease >= configuration.renewal * 2 else {
            throw CommandError(
                "a lease of \(configuration.lease.argument) with a renewal every \(configuration.renewal.argument) "
                    + "would be lost to the first late renewal: --lease must be at least twice --renewal")
        }
    }
}
