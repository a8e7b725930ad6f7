import AMQP
import Erasure
import Formats
import Foundation
import Journal
import Operations
import Planning
import Requisitions
import Schema
import WorkLedger
import WorkQueue

/// Erases requisitions step by step; what was interrupted goes on at the step that the database remembers.
struct Erasing: Sendable {
    let key: SiteKey
    let servers: ServerOptions
    let asking: Asking
    let backupsKept: Days
    /// Machines whose exports are beyond reach.
    let abandoned: [String]

    /// Erases what it can: one that is held up holds up no other.
    ///
    /// - Parameter finished: takes each certificate as soon as it is there, also of those that were erased before.
    /// - Throws: what went wrong, once all others are done.
    func erase(
        _ ids: [RequisitionID], order: String?, usual: String? = nil, finished: (ErasureCertificate) throws -> Void
    ) async throws {
        var failures: [any Error] = []
        var ready: [RequisitionID] = []
        let detail = order.map { "ordered by \($0)" } ?? ""
        for id in ids {
            do {
                try await asking.act(
                    servers, .erasure, "erase", on: .requisition(id.rawValue), detail: detail, usual: usual
                ) { database in
                    try await database.requireOwner()
                    try await eraseContent(of: id, order: order, from: database)
                }
                ready.append(id)
            } catch {
                try Task.checkCancellation()
                failures.append(error)
            }
        }
        if !ready.isEmpty {
            let database = try await servers.database(role: "erase")
            do {
                try await reclaimSpace(of: ready, from: database)
            } catch {
                for id in ready { try await refuse(id, error, database, usual) }
                throw error
            }
            for id in ready {
                do {
                    try finished(try await certify(id, from: database, usual: usual))
                } catch {
                    try Task.checkCancellation()
                    try await refuse(id, error, database, usual)
                    failures.append(error)
                }
            }
        }
        if failures.count == 1, ids.count == 1 { throw failures[0] }
        guard failures.isEmpty else {
            for failure in failures { StandardError.write("\(failure)\n") }
            throw CommandError("\(failures.count) of \(ids.count) requisitions could not be erased; why stands above")
        }
    }

    /// Enters that what comes after the act of erasing, for all of them at once, could not be done.
    private func refuse(_ id: RequisitionID, _ error: any Error, _ database: Database, _ usual: String?) async throws {
        try await asking.note(
            database, "erase", on: .requisition(id.rawValue), detail: String("\(error)".prefix(500)), usual: usual,
            kind: .refusal)
    }

    private func eraseContent(of id: RequisitionID, order: String?, from database: Database) async throws {
        let record = try await database.beginErasure(id, order: order, by: asking.who)
        // Workers drop it now and not at their next renewal.
        if record.step < .rows { await servers.hint(Hint(.cancel)) }
        if record.step < .files { try await eraseExports(of: id, from: database) }
        try await database.eraseRows(of: id)
        if record.step < .tickets {
            let dropped = try await Erasing.sweep(record.reviews, servers: servers, isDropping: true)
            try await database.reached(.tickets, of: id, tickets: dropped)
        }
    }

    private func eraseExports(of id: RequisitionID, from database: Database) async throws {
        let eraser = ExportEraser(host: ProcessInfo.processInfo.hostName)
        var unreachable: [String] = []
        for export in try await database.exportedFiles(of: id) {
            let fate: String
            switch eraser.erase(export) {
            case .deleted: fate = "deleted"
            case .gone: fate = "was gone already"
            case .left(let cause): fate = "not deleted: \(cause)"
            case .elsewhere(let host):
                guard abandoned.contains(host) else {
                    unreachable.append("\(export.path) is on \(host)")
                    continue
                }
                fate = "not deleted: it is on \(host), beyond reach"
            case .refused(let cause):
                guard abandoned.contains(export.host) else {
                    unreachable.append("\(export.path) on \(export.host): \(cause)")
                    continue
                }
                fate = "not deleted: \(cause)"
            }
            if fate.hasPrefix("not") { StandardError.write("note: export \(export.path): \(fate)\n") }
            let about: [String: CanonicalJSON] = [
                "kind": .string(export.kind), "digest": .string(export.digest), "fate": .string(fate),
            ]
            try await database.settle(export, of: id, as: CanonicalJSON.object(about).text)
        }
        guard unreachable.isEmpty else {
            throw CommandError(
                "exports of requisition \(id) cannot be deleted from here: \(unreachable.joined(separator: "; ")); run the "
                    + "same command where and as who may, or go on without them with --leave HOST")
        }
        try await database.reached(.files, of: id)
    }

    static func sweep(_ reviews: [ReviewID], servers: ServerOptions, isDropping: Bool) async throws -> Int {
        guard !reviews.isEmpty else { return 0 }
        let connection = try await servers.connection(role: "erase")
        do {
            let count = try await TicketSweep(connection).sweep(
                of: Set(reviews.map(\.rawValue)), isDropping: isDropping)
            await connection.close()
            return count
        } catch {
            await connection.close()
            throw error
        }
    }

    private func reclaimSpace(of ids: [RequisitionID], from database: Database) async throws {
        var waiting: [RequisitionID] = []
        for id in ids {
            if let record = try await database.erasure(of: id), record.step < .space { waiting.append(id) }
        }
        guard !waiting.isEmpty else { return }
        let leftovers = try await database.reclaimSpace()
        for id in waiting { try await database.reached(.space, of: id, leftovers: leftovers.json.text) }
    }

    private func certify(
        _ id: RequisitionID, from database: Database, usual: String?
    ) async throws -> ErasureCertificate {
        guard let record = try await database.erasure(of: id) else {
            throw CommandError("the record of the erasure of requisition \(id) is gone")
        }
        if let text = record.certificate {
            guard let certificate = ErasureCertificate(text) else {
                throw CommandError(
                    "the certificate of requisition \(id) in the database was changed: use the one you kept")
            }
            return certificate
        }
        // A coordinator may have had some in its hands when the queues were looked through.
        let late = try await Erasing.sweep(record.reviews, servers: servers, isDropping: true)
        if late > 0 { try await database.reached(.space, of: id, tickets: late) }
        let left = try await database.remains(of: id)
        guard left.isEmpty else {
            let what = left.map { "\($0.rows) rows of \($0.table)" }.joined(separator: ", ")
            throw CommandError("requisition \(id) is not all erased: \(what); say who may still write there")
        }
        let head = try await database.verifyJournal()
        let facts = ErasureFacts(
            record: record, head: head, person: asking.who, reason: try asking.statedReason(usual),
            backupsKept: backupsKept)
        let certificate = try ErasureCertificate(facts.members, signedWith: key)
        let text = certificate.json.text
        try await asking.note(
            database, "erased", on: .requisition(id.rawValue), detail: "certificate \(ErasureFacts.digest(of: text))",
            usual: usual, kind: .erasure)
        try await database.finishErasure(of: id, certificate: text)
        return certificate
    }
}
