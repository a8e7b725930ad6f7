import WorkLedger
import WorkQueue

/// How a coordinator behaves.
package struct CoordinatorConfiguration: Sendable {
    /// How long leadership holds without being renewed. Default: 15 s.
    package var lease: Duration = .seconds(15)
    /// Pause between two rounds of merging, and as well of dispatch and of rescue. Default: 250 ms.
    package var round: Duration = .milliseconds(250)
    /// Tickets of one urgency under way, unless the cluster has more than half as many slots; what is more urgent
    /// then never waits behind many. Default: 64.
    package var window = 64
    /// The protocol versions that it can send tickets in, the newest last.
    package var versions = [Ticket.protocolVersion]
    /// After how long a ticket that nobody claimed is sent again. Default: 60 s.
    package var ticketPatience: Duration = .seconds(60)
    /// How often a chunk is tried before it is quarantined. Default: 4.
    package var maximumAttempts = RetryPolicy.maximumAttempts
    /// From how many times the usual on a chunk is taken from its worker and given to another. Default: nil, never.
    package var stragglerFactor: Double?
    /// Least pause between two provisional merges of cameras that are not complete. Default: 5 s.
    package var provisionalMerge: Duration = .seconds(5)
    /// After how long a camera whose merge failed is merged again. Default: 30 s.
    package var mergePatience: Duration = .seconds(30)

    package init() {}
}
