import Foundation
import TestSupport
import Testing

@testable import AMQP

@Suite(.needsBroker, .timeLimit(.minutes(10)))
struct AMQPConnectionTests {
    @Test func confirmedMessageIsInTheQueueWithItsProperties() async throws {
        try await withTestQueue { connection, queue in
            let outcome = try await connection.publish(OutgoingMessage(to: queue, id: "7:1", Array("hello".utf8)))
            #expect(outcome == .confirmed)
            let delivery = try #require(try await connection.get(queue))
            #expect(delivery.body == Array("hello".utf8))
            #expect(delivery.properties.messageID == "7:1")
            #expect(delivery.properties.contentType == "application/json")
            #expect(delivery.routingKey == queue && !delivery.isRedelivered)
            #expect(try await connection.acknowledge(delivery) == .sent)
            #expect(try await connection.get(queue) == nil)
        }
    }

    @Test func batchIsConfirmedMessageByMessage() async throws {
        try await withTestQueue { connection, queue in
            var messages = (0..<1000).map { OutgoingMessage(to: queue, id: "\($0)") }
            messages[500].routingKey = "nowhere"
            let outcomes = try await connection.publish(messages)
            #expect(outcomes[500] == .returned(reason: "NO_ROUTE (312)"))
            #expect(outcomes.count { $0 == .confirmed } == 999)
            #expect(try await connection.purge(queue: queue) == 999)
        }
    }

    @Test func unroutableMessageIsReturned() async throws {
        try await withTestQueue { connection, _ in
            let outcome = try await connection.publish(OutgoingMessage(to: "nowhere"))
            #expect(outcome == .returned(reason: "NO_ROUTE (312)"))
        }
    }

    @Test func largeMessageOfManyFramesArrivesWhole() async throws {
        try await withTestQueue { connection, queue in
            let body = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            _ = try await connection.publish(OutgoingMessage(to: queue, body))
            #expect(try await connection.get(queue)?.body == body)
        }
    }

    @Test func rejectedMessageComesAgain() async throws {
        try await withTestQueue { connection, queue in
            _ = try await connection.publish(OutgoingMessage(to: queue))
            let first = try #require(try await connection.get(queue))
            #expect(try await connection.reject(first, .requeue) == .sent)
            var second: Delivery?
            while second == nil { second = try await connection.get(queue) }
            #expect(second?.isRedelivered == true)
        }
    }

    @Test func messageOfALostConnectionComesAgainAndItsAckIsDropped() async throws {
        try await withTestQueue { connection, queue in
            _ = try await connection.publish(OutgoingMessage(to: queue))
            let endpoint = try await sharedBroker()
            let old = try await AMQPConnection.open(endpoint)
            let delivery = try #require(try await old.get(queue))
            await old.close()
            var again: Delivery?
            while again == nil { again = try await connection.get(queue) }
            #expect(try await connection.acknowledge(delivery) == .stale)
            #expect(try await old.acknowledge(delivery) == .stale)
            #expect(try await connection.acknowledge(try #require(again)) == .sent)
        }
    }

    @Test func subscriberHearsBroadcastsInOrder() async throws {
        try await withTestQueue { connection, name in
            try await connection.declare(exchange: name, .fanout)
            let endpoint = try await sharedBroker()
            let listener = try await AMQPConnection.open(endpoint)
            _ = try await listener.subscribe(toFanout: name)
            for number in UInt8(1)...3 {
                _ = try await connection.publish(
                    OutgoingMessage(exchange: name, routingKey: "", messageID: "h", body: [number]))
            }
            var heard: [[UInt8]] = []
            // Requests sent between messages, so replies and deliveries arrive interleaved.
            while heard.count < 3 {
                _ = try await listener.messageCount(queue: name)
                if let message = try await listener.nextMessage() { heard.append(message.body) }
            }
            #expect(heard == [[1], [2], [3]])
            await listener.close()
            try await connection.delete(exchange: name)
        }
    }

    @Test func missingQueueEndsTheConnectionWithTheBrokersWords() async throws {
        try await withTestQueue { connection, _ in
            let error = await #expect(throws: AMQPError.self) { try await connection.get("not.there") }
            #expect(error?.kind == .closedByBroker(code: 404))
            #expect(error?.operation == "basic.get" && error?.object == "not.there")
            #expect(error?.description.contains("NOT_FOUND - no queue 'not.there'") == true)
            #expect(!connection.isOpen)
            await #expect(throws: AMQPError.self) { try await connection.messageCount(queue: "any") }
        }
    }

    @Test func deletedQueueOfASubscriberIsNoticed() async throws {
        try await withTestQueue { connection, name in
            try await connection.declare(exchange: name, .fanout)
            var options = ConnectionOptions()
            options.name = name
            let endpoint = try await sharedBroker()
            let listener = try await AMQPConnection.open(endpoint, options: options)
            let queue = try await listener.subscribe(toFanout: name)
            try await listener.delete(queue: queue)
            let error = await #expect(throws: AMQPError.self) { try await askForever(listener, queue: name) }
            #expect(error?.description.contains("is gone") == true)
            try await connection.delete(exchange: name)
        }
    }

    /// A separate function: inlined in the closure, this loop crashes the Swift 6.3.1 optimizer.
    private func askForever(_ connection: AMQPConnection, queue: String) async throws {
        while true { _ = try await connection.messageCount(queue: queue) }
    }

    @Test func serverTellsItsVersion() async throws {
        try await withTestQueue { connection, _ in
            let version = await connection.serverVersion
            #expect(version.split(separator: ".").count >= 3)
        }
    }
}
