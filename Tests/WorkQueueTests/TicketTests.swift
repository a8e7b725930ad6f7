import Planning
import TestSupport
import Testing

@testable import WorkQueue

@Suite(.timeLimit(.minutes(10)))
struct TicketTests {
    @Test func ticketSurvivesItsEncoding() throws {
        let ticket = Ticket(review: "rév/1", chunk: ChunkID(rawValue: .max), urgency: .bulk, sequence: 42)
        #expect(try Ticket(decoding: ticket.encoded()) == ticket)
    }

    @Test func largestTicketIsBelowOneKilobyte() throws {
        // A control character takes six bytes in JSON, so the longest such ids are refused rather than sent oversized.
        let plain = Ticket(
            review: String(repeating: "x", count: 256), chunk: ChunkID(rawValue: .min), urgency: .urgent, sequence: .min
        )
        #expect(try plain.encoded().count < 1024)
        let escaped = Ticket(review: String(repeating: "\u{1}", count: 256), chunk: 1, urgency: .urgent, sequence: 1)
        #expect(throws: TicketError.self) { try escaped.encoded() }
    }

    @Test func sendingsOfOneDispatchShareTheirMessageID() {
        let ticket = Ticket(review: "r", chunk: 12, urgency: .normal, sequence: 3)
        #expect(ticket.messageID == "12:3")
    }

    @Test(arguments: [
        "", "garbage", "[]", "{}", #"{"version":"1"}"#, #"{"version":1}"#,
        #"{"version":1,"review":"","chunk":1,"urgency":"normal","sequence":1}"#,
        #"{"version":1,"review":"r","chunk":1.5,"urgency":"normal","sequence":1}"#,
        #"{"version":1,"review":"r","chunk":1,"urgency":"soon","sequence":1}"#,
        #"{"version":1,"review":"r","chunk":99999999999999999999,"urgency":"bulk","sequence":1}"#,
    ])
    func garbageIsMalformed(text: String) {
        let error = #expect(throws: TicketError.self) { try Ticket(decoding: Array(text.utf8)) }
        guard case .malformed = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func foreignVersionIsToldWhateverElseItHolds() {
        #expect(throws: TicketError.foreignVersion(2)) {
            try Ticket(decoding: Array(#"{"version":2,"cells":[1]}"#.utf8))
        }
    }

    @Test func oversizedMessageIsNotParsed() {
        #expect(throws: TicketError.tooLarge(bytes: 5000)) {
            try Ticket(decoding: [UInt8](repeating: 0x5B, count: 5000))
        }
    }
}
