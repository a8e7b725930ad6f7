import Foundation
import Planning
import TestSupport
import Testing

@testable import WorkQueue

@Suite(.timeLimit(.minutes(10)))
struct TopologyTests {
    @Test func policyNamesOnlyKeysTheBrokerKnows() throws {
        for (version, isKnown) in [("3.10.8", false), ("3.12.0", true), ("3.13.7", true), ("4.1.2", true), ("", false)]
        {
            let policy = try #require(Topology().policies(forServerVersion: version).first)
            let json = try JSONSerialization.jsonObject(with: Data(policy.definition.utf8)) as? [String: Any]
            #expect((json?["consumer-timeout"] != nil) == isKnown, "\(version)")
            #expect(json?["dead-letter-exchange"] as? String == "relecture.dlx")
        }
    }

    @Test func policyCoversTheWorkQueuesAndNothingElse() throws {
        let topology = Topology(prefix: "site.a")
        let pattern = try Regex(try #require(topology.policies(forServerVersion: "3.10.8").first).pattern)
        for urgency in Urgency.allCases {
            #expect(topology.workQueue(urgency).contains(pattern))
        }
        #expect(!topology.quarantineQueue.contains(pattern))
        #expect(!Topology(prefix: "site-a").workQueue(.normal).contains(pattern))
    }

    @Test func everyVersionOfTheTicketsHasQueuesOfItsOwnAndThePolicyCoversThem() throws {
        let (old, new) = (Topology(prefix: "x", version: 1), Topology(prefix: "x").speaking(2))
        let pattern = try Regex(try #require(old.policies(forServerVersion: "3.10.8").first).pattern)
        for urgency in Urgency.allCases {
            #expect(old.workQueue(urgency) != new.workQueue(urgency))
            #expect(old.routingKey(urgency) != new.routingKey(urgency))
            #expect(new.workQueue(urgency).contains(pattern))
        }
        #expect(old.quarantineQueue == new.quarantineQueue && old.controlExchange == new.controlExchange)
    }

    @Test func ticketOfOneVersionIsForeignToTheOther() throws {
        let ticket = Ticket(review: "r", chunk: 1, urgency: .bulk, sequence: 3)
        #expect(try Ticket(decoding: ticket.encoded(version: 2), version: 2) == ticket)
        #expect(throws: TicketError.foreignVersion(2)) { try Ticket(decoding: ticket.encoded(version: 2), version: 1) }
    }
}
