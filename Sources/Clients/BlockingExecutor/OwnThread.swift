import Foundation

/// Runs calls that may block for long, such as opening a file on unresponsive storage.
///
/// Each call gets its own thread, so a call that never returns blocks neither the cooperative pool nor other calls.
package enum OwnThread {
    /// Runs `work` on a new thread and returns its result.
    package static func run<Value: Sendable>(
        _ name: String, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread {
                Thread.current.name = name
                continuation.resume(with: Result { try work() })
            }.start()
        }
    }
}
