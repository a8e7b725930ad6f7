import Testing

@testable import AMQP

@Suite(.timeLimit(.minutes(10)))
struct BackoffTests {
    @Test func pausesDoubleUpToTenSeconds() {
        let backoff = Backoff()
        let ceilings = [1, 2, 3, 7, 8, 1000].map(backoff.ceiling)
        let milliseconds = [100, 200, 400, 6400, 10_000, 10_000]
        #expect(ceilings == milliseconds.map { .milliseconds($0) })
    }

    @Test func pausesAreSpreadOverTheWholeRange() {
        let pauses = (0..<1000).map { _ in Backoff().pause(afterFailures: 4) }
        #expect(pauses.allSatisfy { $0 >= .zero && $0 <= .milliseconds(800) })
        #expect(pauses.contains { $0 < .milliseconds(200) } && pauses.contains { $0 > .milliseconds(600) })
    }
}
