import Catalogue
import Chronology
import Erasure
import Footage
import Formats
import Journal
import Planning
import Requisitions

/// The facts that an erasure certificate states.
struct ErasureFacts {
    let record: ErasureRecord
    let head: JournalHead
    let person: String
    let reason: String
    let backupsKept: Days

    static func digest(of text: String) -> String { Digests.sha256(text) }

    var members: [String: CanonicalJSON] {
        [
            "requisition": .string(record.requisition.rawValue), "reference": .string(record.reference),
            "cause": CanonicalJSON.optional(record.cause), "orderedBy": CanonicalJSON.optional(record.orderedBy),
            "due": CanonicalJSON.optional(record.due?.rfc3339),
            "person": .string(person), "reason": .string(reason),
            "started": CanonicalJSON.optional(record.started?.rfc3339), "finished": .string(record.now.rfc3339),
            "software": .string(BuildIdentity.current.line),
            "rows": CanonicalJSON(parsing: record.rows) ?? .null,
            "partitions": .integer(Int64(record.partitions)), "tickets": .integer(Int64(record.tickets)),
            "exports": CanonicalJSON(parsing: record.files) ?? .null,
            "footage": CanonicalJSON(parsing: record.footage) ?? .null,
            "reviews": .array(record.reviews.map { .string($0.rawValue) }),
            "database": leftovers, "backupsUntil": .string(backupsUntil.rfc3339),
            "kept": .array(kept.map { .string($0) }), "copies": .array(copies.map { .string($0) }),
            "journalEntry": .integer(head.id), "journalDigest": .string("sha256:\(head.digest.hexadecimal)"),
        ]
    }

    private var leftovers: CanonicalJSON { CanonicalJSON(parsing: record.leftovers) ?? .null }
    private var backupsUntil: Timestamp { record.now.advanced(byMicroseconds: backupsKept.microseconds) }

    private var kept: [String] {
        var lines = [
            "the requisition's id, reference and date of opening, and counts for the public register",
            "the journal: who did what, when and why; it holds no footage and no findings",
            "footage in its store, exports on paper or elsewhere, and what others were given",
        ]
        if !record.keptColumns.isEmpty {
            lines.append(
                "columns of the requisition that a rule of the database keeps: \(record.keptColumns.joined(separator: ", "))"
            )
        }
        let exports = (CanonicalJSON(parsing: record.files)?.items ?? []).filter {
            $0.members?["fate"]?.string?.hasPrefix("not") == true
        }
        if !exports.isEmpty { lines.append("\(exports.count) exports, named above") }
        return lines
    }

    private var copies: [String] {
        let about = leftovers.members ?? [:]
        func words(_ name: String) -> [String] { (about[name]?.items ?? []).compactMap(\.string) }
        var lines = [
            "backups of the database made before this: until \(backupsUntil.rfc3339), when the last of them is \(backupsKept.count) days old",
            "the write-ahead log up to \(about["log"]?.string ?? "-"): until its files are written over or removed "
                + "(max_wal_size is \(about["largestLog"]?.string ?? "-"))",
        ]
        if about["isArchived"] == .bool(true) {
            lines.append("the archive of the write-ahead log: for as long as the backups that need it")
        }
        if let slots = about["replicationSlots"]?.integer, slots > 0 {
            lines.append("the write-ahead log that \(slots) replication slots hold back: until their readers have it")
        }
        let sampled = words("sampled")
        if !sampled.isEmpty {
            lines.append(
                "the planner's samples (pg_statistic) of tables that are empty now: \(sampled.joined(separator: ", ")); "
                    + "until they are analysed with rows in them, or a superuser deletes them")
        }
        return lines + ["logs of PostgreSQL, if they hold statements: until they are rotated"]
    }
}

extension ErasureLeftovers {
    var json: CanonicalJSON {
        .object([
            "rewritten": .array(rewritten.map { .string($0) }),
            "sampled": .array(sampled.map { .string($0) }), "log": .string(log), "isArchived": .bool(isArchived),
            "largestLog": .string(largestLog), "replicationSlots": .integer(Int64(replicationSlots)),
        ])
    }
}
