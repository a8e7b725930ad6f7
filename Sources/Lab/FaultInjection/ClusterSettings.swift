/// Timeouts of a cluster under test: short, so that a trial takes seconds.
package struct ClusterSettings: Sendable {
    package var coordinators = FaultSchedule.coordinators
    package var workers = FaultSchedule.workers
    /// Environment variables of every process.
    package var environment = [
        "RELECTURE_LEASE": "3s", "RELECTURE_RENEWAL": "1s", "RELECTURE_RETRY_PAUSE": "200ms",
        "RELECTURE_LEADERSHIP_LEASE": "3s", "RELECTURE_ROUND": "100ms", "RELECTURE_TICKET_PATIENCE": "2s",
        // Only bad footage may end in quarantine here, and all footage is good.
        "RELECTURE_ATTEMPTS": "1000", "RELECTURE_LOG_LEVEL": "debug",
    ]
    /// Offset of the last worker's wall clock, in seconds.
    package var skew = 0
    package var clock: SkewedClock?
    /// Address on which the proxies listen; every node must be able to reach it.
    package var proxyAddress = "127.0.0.1"
    /// Command prefix for a node's program, such as `ip netns exec`.
    package var prefixes: [Node: [String]] = [:]

    package init() {}

    package var nodes: [Node] {
        (0..<coordinators).map { .coordinator($0 + 1) } + (0..<workers).map { .worker($0 + 1) }
    }

    func environment(of node: Node) -> [String: String] {
        guard let clock, skew != 0, node == .worker(workers) else { return environment }
        return environment.merging(clock.environment(seconds: skew)) { $1 }
    }

    func arguments(of node: Node) -> [String] {
        switch node {
        case .coordinator: ["coordinator", "run"]
        case .worker: ["worker", "run", "--slots", "1", "--name", "\(node)"]
        }
    }
}
