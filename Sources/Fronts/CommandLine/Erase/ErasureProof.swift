import Catalogue
import Erasure
import Foundation
import Requisitions
import Schema
import WorkQueue

/// Looks for anything that is left of a requisition.
struct ErasureProof: Sendable {
    let database: Database
    let servers: ServerOptions

    /// What is left, a line each; none: nothing is.
    func faults(_ id: RequisitionID) async throws -> [String] {
        try await database.requireOwner()
        let requisition = try await database.requisition(id)
        var faults: [String] = []
        if requisition.state != .erased { faults.append("requisition \(id) is \(requisition.state.rawValue)") }
        faults += try await database.remains(of: id).map { $0.rows > 0 ? "\($0.rows) rows of \($0.table)" : $0.table }
        faults += try await database.exportedFiles(of: id).map { "export \($0.path) on \($0.host)" }
        let record = try await database.erasure(of: id)
        if let record, record.step != .done { faults.append("its erasure stands at step \(record.step.rawValue)") }
        let tickets = try await Erasing.sweep(record?.reviews ?? [], servers: servers, isDropping: false)
        if tickets > 0 { faults.append("\(tickets) tickets in the broker's queues") }
        return faults
    }
}
