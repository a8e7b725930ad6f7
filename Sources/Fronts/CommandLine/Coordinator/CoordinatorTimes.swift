import ArgumentParser
import Coordinator

/// Timing and retry settings of a coordinator.
struct CoordinatorTimes: ParsableArguments {
    @Option(
        help:
            "How long leadership holds without renewal (500ms, 15s). Default: RELECTURE_LEADERSHIP_LEASE, or 15s."
    )
    var leadershipLease: Duration?

    @Option(help: "Pause between rounds of dispatch, rescue and merge. Default: RELECTURE_ROUND, or 250ms.")
    var round: Duration?

    @Option(help: "How long until an unclaimed ticket is sent again. Default: RELECTURE_TICKET_PATIENCE, or 60s.")
    var ticketPatience: Duration?

    @Option(help: "Attempts before a chunk is quarantined. Default: RELECTURE_ATTEMPTS, or 4.")
    var attempts: Int?

    @Option(
        help: """
            Hand a chunk to another, free worker, once, when it takes this many times as long as usual. Default: \
            RELECTURE_STRAGGLER_FACTOR, or never.
            """)
    var stragglerFactor: Double?

    func configuration() throws -> CoordinatorConfiguration {
        var configuration = CoordinatorConfiguration()
        if let lease = try Setting.duration(leadershipLease, "RELECTURE_LEADERSHIP_LEASE") {
            configuration.lease = lease
        }
        if let round = try Setting.duration(round, "RELECTURE_ROUND") { configuration.round = round }
        if let patience = try Setting.duration(ticketPatience, "RELECTURE_TICKET_PATIENCE") {
            configuration.ticketPatience = patience
        }
        if let attempts = try Setting.count(attempts, "RELECTURE_ATTEMPTS") {
            configuration.maximumAttempts = attempts
        }
        configuration.stragglerFactor = try Setting.value(
            stragglerFactor, "RELECTURE_STRAGGLER_FACTOR", "a number above 1, such as 5")
        if let factor = configuration.stragglerFactor, factor <= 1 {
            throw CommandError("--straggler-factor is \(factor): it must be a number above 1, such as 5")
        }
        guard configuration.lease >= configuration.round * 2, configuration.ticketPatience > .zero else {
            throw CommandError(
                "a leadership lease of \(configuration.lease.argument) with rounds every "
                    + "\(configuration.round.argument) would be lost in between: --leadership-lease must be at least "
                    + "twice --round, and --ticket-patience above zero")
        }
        return configuration
    }
}

extension CoordinatorTimes {
    /// Returns the settings of the environment, for commands that coordinate beside their own work.
    static func fromEnvironment() throws -> CoordinatorConfiguration {
        try CoordinatorTimes.parse([]).configuration()
    }
}
