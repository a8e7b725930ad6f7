package import Chronology
import Footage
package import Planning
import Postgres
package import Requisitions
import Schema
import WorkLedger

/// An erasure as stored in the database.
package struct ErasureRecord: Hashable, Sendable {
    /// The last completed step.
    package enum Step: String, Sendable, CaseIterable, Comparable {
        case scheduled, ordered, files, rows, tickets, space, done

        package static func < (left: Step, right: Step) -> Bool {
            allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
        }
    }

    package let requisition: RequisitionID
    package let reference: String
    package let step: Step
    package let due: Timestamp?
    package let scheduledBy: String?
    /// `closure`, `expiry`, `order` or `schedule`.
    package let cause: String?
    package let orderedBy: String?
    package let started: Timestamp?
    package let finished: Timestamp?
    package let reviews: [ReviewID]
    /// JSON: `[{"sha256":…,"size":…}]`.
    package let footage: String
    /// JSON: what became of the exported files.
    package let files: String
    /// JSON: number of rows by table.
    package let rows: String
    package let partitions: Int
    /// Columns of the requisition's row that could not be blanked.
    package let keptColumns: [String]
    package let tickets: Int
    /// JSON: what PostgreSQL may still hold.
    package let leftovers: String
    /// The signed certificate, once there is one.
    package let certificate: String?
    /// The database's clock.
    package let now: Timestamp
}

extension Database {
    /// Returns the ordered and scheduled erasures, earliest due date first.
    package func erasures() async throws -> [ErasureRecord] {
        try await erasures(where: "true", [])
    }

    /// Returns the record of a requisition's erasure; nil if none was ordered or scheduled.
    package func erasure(of requisition: RequisitionID) async throws -> ErasureRecord? {
        try StorageError.check(requisition.rawValue, kind: "requisition")
        return try await erasures(where: "e.requisition = $1::uuid", [requisition.rawValue]).first
    }

    private func erasures(where condition: String, _ values: [any PostgresEncodable]) async throws -> [ErasureRecord] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT e.requisition::text AS requisition, q.reference, e.step, e.due_at, e.scheduled_by, e.cause,
                    e.ordered_by, e.started_at, e.finished_at, e.reviews::text[] AS reviews, e.footage::text AS footage,
                    e.files::text AS files, e.rows::text AS rows, e.partitions, e.kept_columns, e.tickets,
                    e.leftovers::text AS leftovers, e.certificate, now() AS now
                FROM relecture.erasure e JOIN relecture.requisition q ON q.id = e.requisition
                WHERE \(condition) ORDER BY e.due_at NULLS LAST, e.started_at, e.requisition
                """, values
            ).map(ErasureRecord.init)
        }
    }
}

extension ErasureRecord {
    fileprivate init(_ row: PostgresRow) throws {
        func time(_ column: String) throws -> Timestamp? {
            try (row.decode(column) as PostgresTimestamp?)?.timestamp
        }
        let now: PostgresTimestamp = try row.decode("now")
        self.init(
            requisition: try row.decode("requisition"), reference: try row.decode("reference"),
            step: try row.decode("step"), due: try time("due_at"),
            scheduledBy: try row.decode("scheduled_by"),
            cause: try row.decode("cause"), orderedBy: try row.decode("ordered_by"), started: try time("started_at"),
            finished: try time("finished_at"),
            reviews: try (row.decode("reviews") as [String]).map(ReviewID.init(rawValue:)),
            footage: try row.decode("footage"), files: try row.decode("files"), rows: try row.decode("rows"),
            partitions: try row.decode("partitions"), keptColumns: try row.decode("kept_columns"),
            tickets: try row.decode("tickets"), leftovers: try row.decode("leftovers"),
            certificate: try row.decode("certificate"), now: now.timestamp)
    }
}

extension ErasureRecord.Step: PostgresDecodable {}
