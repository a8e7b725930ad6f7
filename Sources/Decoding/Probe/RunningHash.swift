import BlockingExecutor
import Synchronization

/// A hash that follows another process through a file, so that the disk is read only once.
final class RunningHash: Sendable {
    private let hasher: Mutex<FootageHasher?>

    init(descriptor: Int32, path: String) {
        hasher = Mutex(FootageHasher(descriptor: descriptor, path: path))
    }

    /// Hashes up to this byte offset and returns the number of bytes hashed in all.
    func advance(to position: Int64) throws -> Int64 {
        try hasher.withLock { hasher in
            guard var running = hasher.take() else { return 0 }
            try running.advance(to: position)
            let done = running.position
            hasher = consume running
            return done
        }
    }

    /// Hashes the rest on its own thread, which may block on the disk.
    func finish(_ progress: @escaping @Sendable (Int64) -> Void) async throws -> FootageDigests {
        try await HashThread().finish(self, progress)
    }

    fileprivate func finishNow(_ progress: (Int64) -> Void) throws -> FootageDigests {
        try hasher.withLock { hasher in
            guard var running = hasher.take() else { preconditionFailure("A hash is finished once.") }
            while try running.hashNext() > 0 {
                try Task.checkCancellation()
                progress(running.position)
            }
            return running.finish()
        }
    }
}

private actor HashThread {
    private let executor = ThreadExecutor(name: "footage-hash")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    isolated deinit {
        executor.stop()
    }

    func finish(_ hash: RunningHash, _ progress: @Sendable (Int64) -> Void) throws -> FootageDigests {
        try hash.finishNow(progress)
    }
}
