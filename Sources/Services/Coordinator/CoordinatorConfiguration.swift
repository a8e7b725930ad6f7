import WorkLedger
import WorkQueue

/// The settings of a coordinator.
package struct CoordinatorConfiguration: Sendable {
    /// How long leadership lasts without renewal. Default: 15 s.
    package var lease: Duration = .seconds(15)
    /// Pause between two rounds; also used for dispatch and rescue. Default: 250 ms.
    package var round: Duration = .milliseconds(250)
    /// Maximum tickets in flight per urgency, or twice the cluster's slots if that is more. It keeps urgent work from
    /// waiting behind a long queue. Default: 64.
    package var window = 64
    /// The ticket protocol versions it can send, newest last.
    package var versions = [Ticket.protocolVersion]
    /// When to resend a ticket that no worker has claimed. Default: 60 s.
    package var ticketPatience: Duration = .seconds(60)
    /// Attempts at a chunk before it is quarantined. Default: 4.
    package var maximumAttempts = RetryPolicy.maximumAttempts
    /// How many times the usual duration a chunk may take before it is given to another worker. Default: nil, no limit.
    package var stragglerFactor: Double?
    /// Minimum pause between two provisional merges of incomplete cameras. Default: 5 s.
    package var provisionalMerge: Duration = .seconds(5)
    /// Pause before a failed merge of a camera is retried. Default: 30 s.
    package var mergePatience: Duration = .seconds(30)

    package init() {}
}
