import Synchronization

/// Counts what a pool has done since it was created. Can be read at any time, even while its connections are busy.
package final class PostgresStatistics: Sendable {
    private struct Counts {
        var transactions = 0
        var errors: [PostgresError.Kind: Int] = [:]
    }

    private let counts = Mutex(Counts())

    /// Committed transactions.
    package var transactions: Int { counts.withLock { $0.transactions } }

    /// Errors by kind, including those after which a transaction was retried.
    package var errors: [PostgresError.Kind: Int] { counts.withLock { $0.errors } }

    func committed() {
        counts.withLock { $0.transactions += 1 }
    }

    func failed(_ error: any Error) {
        guard let error = error as? PostgresError else { return }
        counts.withLock { $0.errors[error.kind, default: 0] += 1 }
    }
}
