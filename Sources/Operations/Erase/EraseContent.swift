import Access
import Erasure
import Formats
import Foundation
import Journal
import Planning
import Requisitions
import Schema
import WorkQueue

/// Erases everything stored for one requisition: exports, rows and tickets.
struct EraseContent: Operation {
    let id: RequisitionID
    let order: String?
    let abandoned: [String]
    let tell: @Sendable (EraseRequisitions.Event) -> Void

    var act: Act { .erase }
    var subject: JournalSubject { .requisition(id.rawValue) }
    var detail: String { order.map { "ordered by \($0)" } ?? "" }

    /// - Returns: The acting account, needed for the steps that cover all requisitions at once.
    func run(under permit: Permit) async throws -> Standing? {
        let database = permit.database
        try await database.requireOwner()
        let record = try await database.beginErasure(id, order: order, by: permit.caller.name)
        // The hint makes workers drop its chunks now instead of at their next renewal.
        if record.step < .rows, await !permit.servers.hint(Hint(.cancel)) { tell(.workersUntold) }
        if record.step < .files { try await eraseExports(in: database) }
        try await database.eraseRows(of: id)
        if record.step < .tickets {
            let dropped = try await permit.servers.sweep(record.reviews, isDropping: true)
            try await database.reached(.tickets, of: id, tickets: dropped)
        }
        return permit.standing
    }

    private func eraseExports(in database: Database) async throws {
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
            if fate.hasPrefix("not") { tell(.exportLeft(path: export.path, fate: fate)) }
            let about: [String: CanonicalJSON] = [
                "kind": .string(export.kind), "digest": .string(export.digest), "fate": .string(fate),
            ]
            try await database.settle(export, of: id, as: CanonicalJSON.object(about).text)
        }
        guard unreachable.isEmpty else {
            throw OperationError(
                "exports of requisition \(id) cannot be deleted from here: \(unreachable.joined(separator: "; ")); run the "
                    + "same command on their hosts as a user who may delete them, or skip them with --leave HOST")
        }
        try await database.reached(.files, of: id)
    }
}

extension Servers {
    /// Searches the broker's queues for tickets of these reviews.
    ///
    /// - Parameter isDropping: Whether to delete the tickets; false only counts them.
    /// - Returns: The number of tickets found.
    func sweep(_ reviews: [ReviewID], isDropping: Bool) async throws -> Int {
        guard !reviews.isEmpty else { return 0 }
        return try await withBroker(role: "erase") { connection in
            try await TicketSweep(connection).sweep(of: Set(reviews.map(\.rawValue)), isDropping: isDropping)
        }
    }
}

extension Database {
    /// Rewrites the tables if rows of these requisitions still occupy space in them.
    func reclaimSpace(of ids: [RequisitionID]) async throws {
        var waiting: [RequisitionID] = []
        for id in ids {
            if let record = try await erasure(of: id), record.step < .space { waiting.append(id) }
        }
        guard !waiting.isEmpty else { return }
        let leftovers = try await reclaimSpace()
        for id in waiting { try await reached(.space, of: id, leftovers: leftovers.json.text) }
    }
}
