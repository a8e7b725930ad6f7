import UnixSignals

/// Shuts work down in order on SIGINT or SIGTERM.
enum Interruption {
    /// - Parameter words: The error message after an interruption.
    static func guarding(
        _ words: String = "interrupted: results so far are kept; run `relecture review list` to see the review",
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return false
            }
            group.addTask {
                for await _ in signals { return true }
                return false
            }
            let isInterrupted = try await group.next() ?? false
            group.cancelAll()
            guard isInterrupted else { return }
            // Ignore what the work throws on its way out: it is only the cancellation.
            while !group.isEmpty { _ = try? await group.next() }
            throw CommandError(words)
        }
    }
}
