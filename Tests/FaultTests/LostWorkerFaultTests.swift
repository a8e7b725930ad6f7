import AMQP
import FaultInjection
import Glibc
import Planning
import TCPProxy
import TestSupport
import Testing
import WorkQueue

extension Faults {
    /// Rows 3, 5, 6 and 7 of the fault matrix.
    struct LostWorkerFaultTests {
        @Test func frozenWorkerComesBackTooLate() async throws {
            try await Faults.trial("frozen_worker") { disturbed in
                let chunk = try await disturbed.freeze(1)
                // Its child keeps running and has its result ready when the worker wakes.
                try await eventually("worker 2 has done it") { try await disturbed.state(of: chunk) == "done" }
                await disturbed.cluster.process(.worker(1))?.send(SIGCONT)
                try await eventually("the first worker reports again") {
                    try await disturbed.value(
                        "SELECT last_seen > now() - interval '1 s' FROM relecture.worker WHERE name = 'worker-1'")
                        == true
                }
                #expect(try await disturbed.finisher(of: chunk) == "worker-2")
                let outcome: String? = try await disturbed.value(
                    "SELECT outcome FROM relecture.attempt WHERE chunk_id = $1 AND worker = 'worker-1'", [chunk])
                #expect(outcome == "lost")
            }
        }

        @Test func workerCutFromTheBrokerFinishesWhatItHas() async throws {
            let trial = try await Faults.trial("cut_from_broker", workers: 1) { disturbed in
                let (chunk, child) = try await disturbed.freezeChild(of: 1)
                await disturbed.cluster.set(.stall, .broker, of: [.worker(1)])
                kill(child, SIGCONT)
                try await eventually("the chunk is done") { try await disturbed.state(of: chunk) == "done" }
                await disturbed.cluster.set(.reset, .broker, of: [.worker(1)])
            }
            #expect(trial.attempts == trial.chunks, "no chunk is reviewed twice")
        }

        @Test(arguments: [ProxyFault.stall, .reset])
        func workerCutFromTheDatabaseStopsItselfInTime(_ fault: ProxyFault) async throws {
            let nodes: [Node] = [.coordinator(1), .worker(1)]
            try await Faults.trial("database_\(fault.description)", starting: nodes) { disturbed in
                let (chunk, child) = try await disturbed.freezeChild(of: 1)
                await disturbed.cluster.set(fault, .database, of: [.worker(1)])
                // Well before the database's silence counts as an error.
                try await eventually("the worker's child is gone", within: .seconds(8)) { kill(child, 0) != 0 }
                // The worker has a free slot but takes no ticket: all tickets stay in the queue.
                let broker = try await AMQPConnection.open(AMQPEndpoint(await disturbed.cluster.urls.broker))
                func areAllQueued() async throws -> Bool {
                    let outstanding: Int? = try await disturbed.value(
                        "SELECT count(*) FROM relecture.chunk WHERE state = 'ready' AND dispatched_at IS NOT NULL")
                    let depth = try await broker.messageCount(queue: Topology().workQueue(.normal))
                    // A ticket is in the queue before it is recorded as sent.
                    return outstanding.map { $0 > 0 && $0 <= Int(depth) } ?? false
                }
                try await eventually("all tickets are in the queue", holds: areAllQueued)
                // Inaction sends no signal, so watch for four times the renewal interval.
                for _ in 1...40 {
                    #expect(try await areAllQueued())
                    try await Task.sleep(for: .milliseconds(100))
                }
                await broker.close()
                let before = try await disturbed.attempts(of: .worker(1))
                await disturbed.cluster.start([.worker(2)])
                try await eventually("worker 2 has done it") { try await disturbed.state(of: chunk) == "done" }
                #expect(try await disturbed.finisher(of: chunk) == "worker-2")
                #expect(try await disturbed.attempts(of: .worker(1)) == before, "must take nothing while cut off")
            }
        }

        @Test func workerCutFromBothIsFencedWhenItIsBack() async throws {
            try await Faults.trial("cut_from_both", starting: [.coordinator(1), .worker(1)]) { disturbed in
                let (chunk, child) = try await disturbed.freezeChild(of: 1)
                await disturbed.cluster.set(.stall, .both, of: [.worker(1)])
                kill(child, SIGCONT)
                await disturbed.cluster.start([.worker(2)])
                try await eventually("worker 2 has done it") { try await disturbed.state(of: chunk) == "done" }
                await disturbed.cluster.set(.pass, .both, of: [.worker(1)])
                #expect(try await disturbed.finisher(of: chunk) == "worker-2")
            }
        }
    }
}
