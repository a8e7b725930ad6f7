import Dispatch
import Foundation
import Synchronization

/// A serial executor with its own thread, for C libraries whose calls block.
///
/// An actor that returns it as its `unownedExecutor` runs only on that thread, in order of arrival. The thread ends
/// after `stop()`; call that from the actor's `isolated deinit`, which is the last job.
package final class ThreadExecutor: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var routine: Routine?
        var thread: pthread_t?
        var isStopped = false
    }

    private struct Routine {
        let interval: Duration
        let work: @Sendable () -> Void
        var due: ContinuousClock.Instant
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    package init(name: String) {
        Thread { [self] in
            // Set on the thread itself: before start() this has no effect on Linux.
            Thread.current.name = name
            run()
        }.start()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let wasIdle = state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        if wasIdle { wake.signal() }
    }

    /// Runs `work` on the thread every `interval`, between jobs, independently of the cooperative pool.
    ///
    /// One routine per executor; a second call replaces the first.
    package func repeatEvery(_ interval: Duration, _ work: @escaping @Sendable () -> Void) {
        state.withLock { $0.routine = Routine(interval: interval, work: work, due: .now + interval) }
        wake.signal()
    }

    /// Ends the thread once all queued jobs have run. Nothing may be enqueued afterwards.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            state.routine = nil
        }
        wake.signal()
    }

    package func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "This code must run on the executor's own thread.")
    }

    package func isIsolatingCurrentContext() -> Bool? {
        state.withLock { $0.thread } == pthread_self()
    }

    private func run() {
        state.withLock { $0.thread = pthread_self() }
        while true {
            let jobs = state.withLock { state in
                defer { state.jobs.removeAll() }
                return state.jobs
            }
            for job in jobs {
                job.runSynchronously(on: asUnownedSerialExecutor())
                runRoutineIfDue()
            }
            guard jobs.isEmpty else { continue }
            if state.withLock({ $0.isStopped }) { return }
            waitForWork()
            runRoutineIfDue()
        }
    }

    private func waitForWork() {
        guard let due = state.withLock({ $0.routine?.due }) else { return wake.wait() }
        let pause = max(.zero, ContinuousClock.now.duration(to: due))
        let (seconds, attoseconds) = pause.components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        _ = wake.wait(timeout: .now() + .nanoseconds(nanoseconds))
    }

    private func runRoutineIfDue() {
        let work: (@Sendable () -> Void)? = state.withLock { state in
            guard let routine = state.routine, routine.due <= .now else { return nil }
            state.routine?.due = .now + routine.interval
            return routine.work
        }
        work?()
    }
}
