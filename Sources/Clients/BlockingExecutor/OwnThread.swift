import Foundation

/// Threads for calls that may block for long, such as opening a file on a store that does not answer.
///
/// One thread a call: a call that never returns takes no thread of the cooperative pool, and none of another call.
package enum OwnThread {
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
