import ArgumentParser
import Coordinator

/// How patient a coordinator is with workers, tickets and other coordinators.
struct CoordinatorTimes: ParsableArguments {
    @Option(
        help:
            "How long leadership holds without being renewed (500ms, 15s). Default: RELECTURE_LEADERSHIP_LEASE, or 15s."
    )
    var leadershipLease: Duration?

    @Option(help: "Pause between two rounds of dispatch, rescue and merge. Default: RELECTURE_ROUND, or 250ms.")
    var round: Duration?

    @Option(help: "After how long an unclaimed ticket is sent again. Default: RELECTURE_TICKET_PATIENCE, or 60s.")
    var ticketPatience: Duration?

    @Option(help: "Attempts before a chunk is put aside. Default: RELECTURE_ATTEMPTS, or 4.")
    var attempts: Int?

    @Option(
        help: """
            From how many times the usual on a chunk is taken from its worker and given to another that is free, once. \
            Default: RELECTURE_STRAGGLER_FACTOR, or never.
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
            throw CommandError("--straggler-factor is \(factor): it takes a number above 1, such as 5")
        }
        guard configuration.lease >= configuration.round * 2, configuration.ticketPatience > .zero else {
            throw CommandError(
                "a leadership lease of \(configuration.lease.argument) with rounds every "
                    + "\(configuration.round.argument) would be lost in between: --leadership-lease must be at least "
                    + "twice --round, and --ticket-patience more than nothing")
        }
        return configuration
    }
}

extension CoordinatorTimes {
    /// For commands that coordinate beside their own work.
    static func fromEnvironment() throws -> CoordinatorConfiguration {
        try CoordinatorTimes.parse([]).configuration()
    }
}
