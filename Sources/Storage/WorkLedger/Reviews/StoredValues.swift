import Chronology
package import Postgres
import Schema
import Timelines

// Storage of the ledger's own value types.

extension ChunkState: PostgresEncodable, PostgresDecodable, PostgresArrayElement {}
extension CheckState: PostgresDecodable {}
extension ReviewState: PostgresDecodable {}
extension WorkerState: PostgresDecodable {}
extension WorkerWish: PostgresDecodable {}
extension AttemptOutcome: PostgresEncodable, PostgresDecodable {}
extension FailureKind: PostgresEncodable, PostgresDecodable {}
extension CoverageSpan.State: PostgresDecodable {}

extension CoverageSpan {
    /// - Parameter row: with `starts_at`, `ends_at`, `state` and `reason`.
    package init(_ row: PostgresRow) throws {
        self.init(
            span: try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at")), state: try row.decode("state"),
            reason: try row.decode("reason"))
    }
}
