import AMQP
import Planning
import TestSupport
import Testing
import WorkLedger
import WorkQueue

@Suite(.timeLimit(.minutes(10)))
struct QuarantineKeeperServiceTests {
    @Test func whatTheBrokerPutsAsideIsToldOrDroppedAndTheReviewGoesOn() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review(chunk: .whole)
            let chunk = try await cluster.store.chunks(of: review)[0]
            let ticket = Ticket(review: review.rawValue, chunk: chunk, urgency: .normal, sequence: 1)
            let leader = try #require(try await cluster.store.database.lead(as: "c1", lease: .seconds(60)))
            try await cluster.store.database.recordDispatch(of: [chunk], under: leader)
            let messages = [Array("garbage".utf8), try ticket.encoded(), try ticket.encoded(version: 9)].map {
                OutgoingMessage(
                    exchange: cluster.topology.deadLetterExchange, routingKey: cluster.topology.routingKey(.normal),
                    messageID: "m", body: $0)
            }
            let outcomes = try await cluster.connection.withConnection { try await $0.publish(messages) }
            #expect(outcomes.allSatisfy { $0 == .confirmed })
            let source = QuarantineSource(cluster.connection, topology: cluster.topology)
            let worker = try await cluster.worker()
            let summary = try await cluster.coordinated(by: cluster.coordinator(quarantine: source)) {
                try await eventually("the ticket cost its chunk an attempt") {
                    try await cluster.store.value("SELECT attempts FROM relecture.chunk") == 1
                }
                return try await worker.work(until: review)
            }
            #expect(summary.state == .complete)
            #expect(try await source.next()?.reason == nil)
        }
    }
}
