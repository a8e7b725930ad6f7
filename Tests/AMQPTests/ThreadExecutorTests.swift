import BlockingExecutor
import Dispatch
import Glibc
import Testing

/// An actor that runs on its own thread.
private actor Bound {
    private let executor = ThreadExecutor(name: "bound")
    private var values: [Int] = []
    private let onEnd: @Sendable () -> Void

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(onEnd: @escaping @Sendable () -> Void = {}) { self.onEnd = onEnd }

    isolated deinit {
        executor.stop()
        onEnd()
    }

    func add(_ value: Int) -> [Int] {
        values.append(value)
        return values
    }

    func thread() -> UInt { UInt(pthread_self()) }

    func wait(for semaphore: DispatchSemaphore) { semaphore.wait() }

    func repeating(_ interval: Duration, _ work: @escaping @Sendable (isolated Bound) -> Void) {
        executor.repeatEvery(interval) { [weak self] in self?.assumeIsolated { work($0) } }
    }
}

@Suite(.timeLimit(.minutes(10)))
struct ThreadExecutorTests {
    @Test func allCallsRunOnOneThread() async {
        let bound = Bound()
        let first = await bound.thread()
        for _ in 0..<100 {
            let thread = await bound.thread()
            #expect(thread == first)
        }
    }

    @Test func blockedActorsDoNotHoldUpTheRest() async {
        let gate = DispatchSemaphore(value: 0)
        let blocked = (0..<16).map { _ in Bound() }
        await withTaskGroup { group in
            for bound in blocked { group.addTask { await bound.wait(for: gate) } }
            let free = Bound()
            let values = await free.add(1)
            #expect(values == [1])
            for _ in blocked { gate.signal() }
        }
    }

    @Test func routineRunsBetweenCallsAndWhenIdle() async {
        let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
        let bound = Bound()
        await bound.repeating(.milliseconds(5)) { _ in tick.yield() }
        var seen = 0
        for await _ in ticks {
            seen += 1
            if seen == 5 { break }
        }
        #expect(seen == 5)
    }

    @Test func threadEndsWithItsActor() async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        do {
            let bound = Bound { end.finish() }
            _ = await bound.add(1)
        }
        for await _ in ends {}
    }
}
