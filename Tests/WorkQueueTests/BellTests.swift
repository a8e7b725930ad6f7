import Testing

@testable import WorkQueue

@Suite(.timeLimit(.minutes(10)))
struct BellTests {
    @Test func ringWakesAllThatWait() async {
        let bell = Bell()
        let seen = bell.rings
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { await bell.wait(atMost: .seconds(600), after: seen) } }
            bell.ring()
        }
        #expect(bell.rings == seen + 1)
    }

    @Test func ringThatCameBeforeTheWaitIsNotMissed() async {
        let bell = Bell()
        let seen = bell.rings
        bell.ring()
        await bell.wait(atMost: .seconds(600), after: seen)
    }

    @Test func waitEndsWithItsTimeAndWithItsTask() async {
        let bell = Bell()
        await bell.wait(atMost: .milliseconds(1), after: bell.rings)
        let waiting = Task { await bell.wait(atMost: .seconds(600), after: bell.rings) }
        waiting.cancel()
        await waiting.value
    }
}
