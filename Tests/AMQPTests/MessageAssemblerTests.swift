import Testing

@testable import AMQP

@Suite(.timeLimit(.minutes(10)))
struct MessageAssemblerTests {
    private let routing = IncomingFrame.Routing(tag: 7, isRedelivered: false, exchange: "e", routingKey: "k")
    private let properties = MessageProperties(messageID: "m")

    @Test func messageIsCompleteWhenItsSizeIsReached() {
        var assembler = MessageAssembler()
        #expect(assembler.received(.got(routing)) == nil)
        #expect(assembler.received(.header(properties, bodySize: 3)) == nil)
        #expect(assembler.received(.body([1, 2])) == nil)
        let content = MessageAssembler.Content(routing: routing, properties: properties, body: [1, 2, 3])
        #expect(assembler.received(.body([3])) == .got(content))
        #expect(assembler.received(.gotNothing) == .frame(.gotNothing))
    }

    @Test func emptyMessageNeedsNoBodyFrame() {
        var assembler = MessageAssembler()
        #expect(assembler.received(.returned(reason: "r")) == nil)
        #expect(assembler.received(.header(properties, bodySize: 0)) == .returned(reason: "r", properties: properties))
    }

    @Test func closeWithinAMessageIsHeard() {
        var assembler = MessageAssembler()
        _ = assembler.received(.delivered(routing))
        let close = IncomingFrame.connectionClosed(code: 320, text: "shutdown")
        #expect(assembler.received(close) == .frame(close))
    }

    @Test(arguments: [
        [IncomingFrame.body([1])],
        [.header(MessageProperties(), bodySize: 1)],
        [.gotNothing, .returned(reason: "r"), .gotNothing],
        [.returned(reason: "r"), .header(MessageProperties(), bodySize: 1), .body([1, 2])],
        [.returned(reason: "r"), .header(MessageProperties(), bodySize: 1 << 40)],
    ])
    func framesOutOfPlaceAreViolations(frames: [IncomingFrame]) {
        var assembler = MessageAssembler()
        let last = frames.map { assembler.received($0) }.last
        guard case .violation = last else {
            Issue.record("accepted \(frames) as a message")
            return
        }
    }
}
