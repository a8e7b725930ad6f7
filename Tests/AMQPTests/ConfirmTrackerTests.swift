import Testing

@testable import AMQP

@Suite(.timeLimit(.minutes(10)))
struct ConfirmTrackerTests {
    private let lost = AMQPError(.connectionLost, operation: "read", object: "h", text: "gone")

    private func tracker(_ ids: [String]) -> ConfirmTracker {
        var tracker = ConfirmTracker()
        tracker.beginBatch(count: ids.count)
        for (index, id) in ids.enumerated() { tracker.published(index: index, messageID: id) }
        return tracker
    }

    @Test func confirmUpToANumberSettlesAllBefore() {
        var tracker = tracker(["a", "b", "c"])
        tracker.acknowledged(tag: 2, isMultiple: true)
        #expect(!tracker.isSettled)
        tracker.refused(tag: 3, isMultiple: false)
        #expect(tracker.isSettled)
        #expect(tracker.outcomes(missing: lost) == [.confirmed, .confirmed, .refused])
    }

    @Test func confirmsMayComeInAnyOrder() {
        var tracker = tracker(["a", "b", "c"])
        tracker.acknowledged(tag: 3, isMultiple: false)
        tracker.refused(tag: 1, isMultiple: false)
        tracker.acknowledged(tag: 2, isMultiple: false)
        #expect(tracker.outcomes(missing: lost) == [.refused, .confirmed, .confirmed])
    }

    @Test func returnedMessageIsNotConfirmedByItsAcknowledgement() {
        var tracker = tracker(["a", "b"])
        tracker.returned(messageID: "b", reason: "NO_ROUTE (312)")
        tracker.acknowledged(tag: 2, isMultiple: true)
        #expect(tracker.outcomes(missing: lost) == [.confirmed, .returned(reason: "NO_ROUTE (312)")])
    }

    @Test func messageWithoutAnAnswerIsUnknown() {
        var tracker = tracker(["a", "b"])
        tracker.acknowledged(tag: 1, isMultiple: false)
        #expect(tracker.outcomes(missing: lost) == [.confirmed, .unknown(lost)])
    }

    @Test func numbersContinueOverBatches() {
        var tracker = tracker(["a", "b"])
        tracker.acknowledged(tag: 2, isMultiple: true)
        tracker.beginBatch(count: 1)
        tracker.published(index: 0, messageID: "c")
        tracker.acknowledged(tag: 2, isMultiple: true)
        #expect(!tracker.isSettled)
        tracker.acknowledged(tag: 3, isMultiple: false)
        #expect(tracker.outcomes(missing: lost) == [.confirmed])
    }
}
