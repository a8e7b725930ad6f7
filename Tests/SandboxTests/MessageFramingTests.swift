import Sandbox
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MessageFramingTests {
    private let messages = [
        MessageFraming.Message(kind: 1, payload: []), MessageFraming.Message(kind: 255, payload: [0, 1, 2]),
        MessageFraming.Message(kind: 0, payload: (0..<300).map { UInt8(truncatingIfNeeded: $0) }),
    ]
    private var stream: [UInt8] { messages.flatMap(\.framed) }

    @Test func aMessageIsItsKindItsLengthAndItsPayload() {
        #expect(messages[1].framed == [255, 0, 0, 0, 3, 0, 1, 2])
        #expect(messages[2].framed.prefix(5) == [0, 0, 0, 1, 44])
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 13, 64, 1_000])
    func messagesAreTheSameHoweverThePipeCutsThem(size: Int) throws {
        var framing = MessageFraming(limit: 300)
        var read: [MessageFraming.Message] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            read += try framing.append(stream[start..<min(stream.count, start + size)])
        }
        #expect(read == messages)
        #expect(framing.isAtBoundary)
    }

    @Test func aStreamThatEndsWithinAMessageIsNotAtABoundary() throws {
        for length in 1..<stream.count {
            var framing = MessageFraming(limit: 300)
            let read = try framing.append(stream.prefix(length))
            #expect(framing.isAtBoundary == (messages.prefix(read.count).flatMap(\.framed).count == length))
        }
    }

    @Test func aMessageBeyondTheLimitIsRefusedAtItsAnnouncement() {
        var framing = MessageFraming(limit: 299)
        #expect(throws: MessageFraming.TooLong.self) { _ = try framing.append([0, 0, 0, 1, 44]) }
        var huge = MessageFraming(limit: 1 << 20)
        let error = #expect(throws: MessageFraming.TooLong.self) { _ = try huge.append([1, 255, 255, 255, 255]) }
        #expect(error?.description.contains("4294967295") == true)
    }
}
