import BlockingExecutor

/// Probes files on a thread of its own: reading footage waits for disks.
package actor ProbeThread {
    private let executor = ThreadExecutor(name: "footage-probe")

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init() {}

    isolated deinit {
        executor.stop()
    }

    /// - Parameter progress: hears the bytes read of this file.
    package func probe(
        _ path: String, with probe: FootageProbe, progress: @Sendable (Int64) -> Void
    ) throws -> ProbedFootage {
        try probe.probe(path: path) { done, _ in
            try Task.checkCancellation()
            progress(done)
        }
    }
}
