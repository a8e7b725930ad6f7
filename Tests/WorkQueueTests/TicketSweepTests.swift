import AMQP
import Logging
import Planning
import TestSupport
import Testing

@testable import WorkQueue

@Suite(.needsBroker, .timeLimit(.minutes(10)))
struct TicketSweepTests {
    private func ticket(_ chunk: ChunkID, of review: String, _ urgency: Urgency = .normal) -> Ticket {
        Ticket(review: review, chunk: chunk, urgency: urgency, sequence: 1)
    }

    @Test func ticketsOfTheReviewGoAndAllOthersStayUnharmed() async throws {
        try await withTopology { topology, connection, _ in
            let publisher = TicketPublisher(connection, topology: topology)
            _ = try await publisher.publish([
                ticket(1, of: "mine"), ticket(2, of: "other"), ticket(3, of: "mine", .urgent), ticket(4, of: "other"),
                ticket(5, of: "mine"),
            ])
            let sweep = TicketSweep(connection, topology: topology)
            #expect(try await sweep.sweep(of: ["mine"], isDropping: false) == 3)
            #expect(try await sweep.sweep(of: ["mine"]) == 3)
            #expect(try await sweep.sweep(of: ["mine"]) == 0)
            let source = TicketSource(connection, topology: topology, logger: Logger(label: "test"))
            var chunks: [ChunkID] = []
            while let delivery = try await source.next() {
                #expect(!delivery.isRedelivered)
                chunks.append(delivery.ticket.chunk)
                _ = try await source.acknowledge(delivery)
            }
            #expect(chunks.sorted() == [2, 4])
        }
    }

    @Test func ticketsInQuarantineGoTooAndOthersKeepTheirReasons() async throws {
        try await withTopology { topology, connection, _ in
            _ = try await TicketPublisher(connection, topology: topology).publish([
                ticket(1, of: "mine"), ticket(2, of: "other"),
            ])
            let queue = topology.workQueue(.normal)
            while let delivery = try await connection.withConnection({ try await $0.get(queue) }) {
                _ = try await connection.reject(delivery, .deadLetter)
            }
            let quarantine = topology.quarantineQueue
            try await eventually("both tickets are in quarantine") {
                try await connection.withConnection { try await $0.messageCount(queue: quarantine) } == 2
            }
            #expect(try await TicketSweep(connection, topology: topology).sweep(of: ["mine"]) == 1)
            let left = try await eventually("the other ticket is back") {
                try await QuarantineSource(connection, topology: topology).next()
            }
            #expect(try left.ticket.get().review == "other" && left.reason == "rejected")
        }
    }
}
