import LocalServers
import Synchronization
package import WorkQueue

/// Topologies for tests that need the broker's policies.
///
/// The shared broker has the policies from the start: setting one later takes `rabbitmqctl` and a second of CPU time.
package enum TestTopologies {
    private static let count = 32
    private static let taken = Atomic(0)

    static let policies = (0..<count).flatMap { number in
        topology(number).policies(forServerVersion: InstalledServers.detect().broker?.version ?? "3.10")
    }

    /// Returns a topology that no other test of this process uses.
    package static func take() -> Topology {
        let number = taken.add(1, ordering: .relaxed).oldValue
        precondition(number < count, "More tests than topologies: raise `count`.")
        return topology(number)
    }

    private static func topology(_ number: Int) -> Topology { Topology(prefix: "test-\(number)") }
}
