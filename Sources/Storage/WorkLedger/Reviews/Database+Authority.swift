import Chronology
import Footage
import Planning
import Postgres
package import Requisitions
import Schema

/// The states of a requisition:
///
///     open <--suspend, resume--> suspended      open, suspended --close--> closed      any --erase--> erased
extension Database {
    /// Closes a requisition and cancels its running reviews, which could no longer be finished.
    package func close(_ id: RequisitionID) async throws {
        try await change(id, to: "closed", from: ["open", "suspended", "closed"], doing: "closed") { sql in
            try sql.limitStatements(to: .seconds(600))
            let running = try sql.query(
                "SELECT id::text AS id FROM relecture.review WHERE requisition_id = $1::uuid AND finished_at IS NULL",
                [id.rawValue])
            for row in running { _ = try Database.cancel(ReviewID(rawValue: try row.decode("id")), sql) }
        }
    }

    /// Suspends a requisition: no work under it starts until it is resumed, and running chunks are handed back
    /// uncounted.
    package func suspend(_ id: RequisitionID) async throws {
        try await change(id, to: "suspended", from: ["open", "suspended"], doing: "suspended") { sql in
            try Database.takeBack(
                "requisition_id = $1::uuid", because: "the requisition was suspended", id.rawValue, sql)
        }
    }

    package func resume(_ id: RequisitionID) async throws {
        try await change(id, to: "open", from: ["open", "suspended"], doing: "resumed") { _ in }
    }

    private func change(
        _ id: RequisitionID, to state: String, from allowed: [String], doing verb: String,
        _ body: @Sendable (PostgresSession) throws -> Void
    ) async throws {
        try StorageError.check(id.rawValue, kind: "requisition")
        try await pool.transaction { sql in
            let present: String? = try sql.value(
                "SELECT state FROM relecture.requisition WHERE id = $1::uuid FOR UPDATE", [id.rawValue])
            guard let present else { throw StorageError.unknown(kind: "requisition", id: id.rawValue) }
            guard present != "erased" else {
                throw StorageError.wrongState("requisition \(id) was erased: it cannot be \(verb)")
            }
            guard allowed.contains(present) else {
                throw StorageError.wrongState("requisition \(id) is \(present): it cannot be \(verb)")
            }
            guard present != state else { return }
            try sql.execute(
                "UPDATE relecture.requisition SET state = $2 WHERE id = $1::uuid", [id.rawValue, state])
            try body(sql)
        }
    }
}
