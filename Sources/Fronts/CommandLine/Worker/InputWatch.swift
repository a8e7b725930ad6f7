import Foundation
import ServiceLifecycle

/// Ends when standard input does, so that a worker stops when the process that started it is gone.
struct InputWatch: Service {
    func run() async throws {
        // The read cannot be interrupted; its thread ends with the process.
        let end = AsyncStream<Void> { continuation in
            Thread.detachNewThread {
                while let data = try? FileHandle.standardInput.read(upToCount: 1), !data.isEmpty {}
                continuation.finish()
            }
        }
        for await _ in end.cancelOnGracefulShutdown() {}
    }
}
