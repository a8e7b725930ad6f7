import AMQP
import Custody
import Exporting
import Foundation
import Requisitions
import Storage
import WorkQueue

/// Erases requisitions step by step; what was interrupted goes on at the step that the database remembers.
struct Erasing: Sendable {
    let key: SiteKey
    let servers: ServerOptions
    let asking: Asking
    let backupsKept: Days
    /// Machines whose exports are beyond reach.
    let abandoned: [String]

    /// Answers a certificate for each, also for those that were erased before.
    func erase(_ ids: [RequisitionID], order: String?, usual: String? = nil) async throws -> [ErasureCertificate] {
        for id in ids {
            let detail = order.map { "ordered by \($0)" } ?? ""
            try await asking.act(
                servers, .erasure, "erase", on: .requisition(id.rawValue), detail: detail, usual: usual
            ) { database in
                try await database.requireOwner()
                try await eraseContent(of: id, order: order, from: database)
            }
        }
        let database = try await servers.database(role: "erase")
        try await reclaimSpace(of: ids, from: database)
        var certificates: [ErasureCertificate] = []
        for id in ids { certificates.append(try await certify(id, from: database, usual: usual)) }
        return certificates
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
        var elsewhere: Set<String> = []
        for export in try await database.exportedFiles(of: id) {
            let fate: String
            switch eraser.erase(export) {
            case .deleted: fate = "deleted"
            case .gone: fate = "was gone already"
            case .left(let cause): fate = "not deleted: \(cause)"
            case .elsewhere(let host):
                guard abandoned.contains(host) else {
                    elsewhere.insert(host)
                    continue
                }
                fate = "not deleted: it is on \(host), beyond reach"
            }
            if fate.hasPrefix("not") { StandardError.write("note: export \(export.path): \(fate)\n") }
            let about: [String: CanonicalJSON] = [
                "kind": .string(export.kind), "digest": .string(export.digest), "fate": .string(fate),
            ]
            try await database.settle(export, of: id, as: CanonicalJSON.object(about).text)
        }
        guard elsewhere.isEmpty else {
            throw CommandError(
                "exports of requisition \(id) lie on \(elsewhere.sorted().joined(separator: ", ")): run the same command "
                    + "there, or go on without them with --leave HOST")
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
