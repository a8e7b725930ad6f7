import UnixSignals

/// Lets SIGINT and SIGTERM end work in order instead of at once.
enum Interruption {
    /// - Parameter words: what to say of an interruption.
    static func guarding(
        _ words: String = "interrupted: what was reviewed so far is kept; run `relecture review list` to see it",
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
            // What the work throws on its way out is only the cancellation.
            while !group.isEmpty { _ = try? await group.next() }
            throw CommandError(words)
        }
    }
}
