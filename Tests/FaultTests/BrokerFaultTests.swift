import FaultInjection
import Glibc
import LocalServers
import Postgres
import TCPProxy
import TestSupport
import Testing

extension Faults {
    /// Rows 8 and 11 to 14 of the fault matrix.
    struct BrokerFaultTests {
        @Test(arguments: Faults.areAllWanted ? [Fault.BrokerFault.restart, .kill, .wipe] : [.wipe])
        func brokerThatComesBackCostsNothing(fault: Fault.BrokerFault) async throws {
            let trial = try await Faults.trial("broker_\(fault)".lowercased()) { disturbed in
                try await disturbed.done(2)
                try await disturbed.cluster.apply(.broker(fault))
            }
            #expect(trial.attempts == trial.chunks, "running work must not be disturbed")
        }

        @Test func queuesMadeJustBeforeTheBrokerWasKilledWorkAgain() async throws {
            try await Faults.trial("fresh_queues", starting: [.coordinator(1)]) { disturbed in
                try await disturbed.dispatched()
                // Make the coordinator declare the queues anew, and kill the broker right after they exist.
                try await disturbed.cluster.apply(.broker(.deleteQueues))
                try await disturbed.cluster.apply(.network(.coordinator(1), .broker, .reset, for: 100))
                try await eventually("the queues exist") { try await disturbed.queueDepth() != nil }
                try await disturbed.cluster.apply(.broker(.kill))
                await disturbed.cluster.start()
                try await disturbed.done(1)
            }
        }

        @Test(arguments: Faults.areAllWanted ? [Fault.BrokerFault.purgeQueues, .deleteQueues] : [.deleteQueues])
        func lostQueueIsFilledAgain(fault: Fault.BrokerFault) async throws {
            try await Faults.trial("queues_\(fault)".lowercased(), starting: [.coordinator(1)]) { disturbed in
                try await disturbed.dispatched()
                try await disturbed.cluster.apply(.broker(fault))
                await disturbed.cluster.start()
                try await disturbed.done(1)
            }
        }

        @Test func brokerInAlarmDelaysTicketsAndNothingElse() async throws {
            try await Faults.trial("alarm", starting: [.coordinator(1), .worker(1)]) { disturbed in
                let (chunk, child) = try await disturbed.freezeChild(of: 1)
                try await disturbed.place.servers.controlBroker("set_vm_memory_high_watermark", "0.0000001")
                let term = try await disturbed.term()
                kill(child, SIGCONT)
                // Chunks with a ticket get done, and leadership is renewed meanwhile.
                try await eventually("the chunk is done") { try await disturbed.state(of: chunk) == "done" }
                let renewed = try await disturbed.leaseEnd()
                // Tickets are due throughout, but cannot be delivered.
                try await eventually("leadership is renewed", within: .seconds(10)) {
                    try await disturbed.leaseEnd() > renewed + 4_000_000
                }
                #expect(try await disturbed.term() == term)
                try await disturbed.place.servers.controlBroker("set_vm_memory_high_watermark", "absolute", "512MB")
            }
        }

        @Test func strangeTicketsDoNoHarm() async throws {
            let trial = try await Faults.trial("tickets") { disturbed in
                try await disturbed.done(1)
                let before = await disturbed.cluster.process(.worker(1))?.pid
                for noise in Fault.TicketNoise.allCases { try await disturbed.cluster.apply(.tickets(noise)) }
                try await disturbed.done(6)
                for noise in Fault.TicketNoise.allCases { try await disturbed.cluster.apply(.tickets(noise)) }
                try await eventually("the queues are empty") { try await disturbed.queueDepth() == 0 }
                #expect(await disturbed.cluster.process(.worker(1))?.pid == before, "the worker must not restart")
            }
            #expect(trial.attempts == trial.chunks, "no chunk is reviewed twice")
        }
    }
}
