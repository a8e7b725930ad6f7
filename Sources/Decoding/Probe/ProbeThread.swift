import BlockingExecutor

/// Probes files on its own thread, because reading footage blocks on disks.
package actor ProbeThread {
    private let executor = ThreadExecutor(name: "footage-probe")

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init() {}

    isolated deinit {
        executor.stop()
    }

    /// Probes a file on this thread; cancelling the task aborts it.
    ///
    /// - Parameter progress: Receives the number of bytes read of this file.
    package func probe(
        _ path: String, with probe: FootageProbe, progress: @Sendable (Int64) -> Void
    ) throws -> ProbedFootage {
        try probe.probe(path: path) { done, _ in
            try Task.checkCancellation()
            progress(done)
        }
    }
}
