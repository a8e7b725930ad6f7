package import Chronology
package import Postgres

/// The single source of truth. All queries and state changes go through it, with one file per group.
package struct Database: Sendable {
    package let pool: PostgresPool

    package init(pool: PostgresPool) {
        self.pool = pool
    }
}

extension Timestamp {
    /// The form used in queries.
    package var stored: PostgresTimestamp { PostgresTimestamp(microseconds: microseconds) }
}

extension PostgresTimestamp {
    package var timestamp: Timestamp { Timestamp(microseconds: microseconds) }
}

extension TimeSpan {
    /// Reads two columns. Spans cannot run backwards: a CHECK of the schema forbids it.
    package static func stored(_ start: PostgresTimestamp, _ end: PostgresTimestamp) -> TimeSpan {
        TimeSpan(start: start.timestamp, end: max(start, end).timestamp)
    }

    /// Reads two lists of microseconds since 1970.
    package static func windows(_ starts: [Int64], _ ends: [Int64]) -> [TimeSpan] {
        zip(starts, ends).map {
            TimeSpan(start: Timestamp(microseconds: $0), end: Timestamp(microseconds: max($0, $1)))
        }
    }
}

extension PostgresRows {
    /// Returns the one row of a statement that always has one.
    package func single() throws -> PostgresRow {
        guard let row = first else { throw StorageError.wrongState("the database did not return the required row") }
        return row
    }
}
