import FaultInjection
import TestSupport
import Testing

extension Faults {
    /// Rows 9 and 10 of the fault matrix: quorum queues on three nodes.
    @Suite(.enabled(if: Faults.areAllWanted, "takes two minutes: RELECTURE_FAULTS=all"))
    struct BrokerClusterTests {
        @Test func leaderLostAndMajorityLostAndBack() async throws {
            try await ThreeBrokers.with { brokers in
                let trial = try await Faults.trial("three_brokers", starting: []) { disturbed in
                    // A queue is led by the node on which it is declared.
                    try await disturbed.cluster.useBroker(brokers.url(of: 0))
                    await disturbed.cluster.start([.coordinator(1)])
                    try await disturbed.dispatched()
                    try await brokers.kill(0)
                    try await disturbed.cluster.useBroker(brokers.url(of: 1))
                    await disturbed.cluster.start([.worker(1)])
                    try await disturbed.done(2)
                    // One of three nodes is not a majority: it stops serving, and workers finish only what they have
                    // claimed.
                    try await brokers.kill(1)
                    try await disturbed.cluster.useBroker(brokers.url(of: 2))
                    let renewed = try await disturbed.leaseEnd()
                    try await eventually("leadership does not depend on the broker") {
                        try await disturbed.leaseEnd() > renewed + 4_000_000
                    }
                    try await brokers.start(0)
                    try await brokers.start(1)
                    await disturbed.cluster.start()
                    try await disturbed.done(4)
                }
                #expect(trial.attempts == trial.chunks, "running work must not be disturbed")
            }
        }
    }
}
