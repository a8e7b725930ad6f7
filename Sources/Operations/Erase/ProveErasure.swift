package import Access
import Catalogue
import Erasure
package import Journal
package import Requisitions

/// Searches for anything left of a requisition.
package struct ProveErasure: Operation {
    package let id: RequisitionID

    package init(of id: RequisitionID) { self.id = id }

    package var act: Act { .eraseVerify }
    package var subject: JournalSubject { .requisition(id.rawValue) }

    /// - Returns: One line per remaining item; empty if nothing is left.
    package func run(under permit: Permit) async throws -> [String] {
        let database = permit.database
        try await database.requireOwner()
        let requisition = try await database.requisition(id)
        var faults: [String] = []
        if requisition.state != .erased { faults.append("requisition \(id) is \(requisition.state.rawValue)") }
        faults += try await database.remains(of: id).map { $0.rows > 0 ? "\($0.rows) rows of \($0.table)" : $0.table }
        faults += try await database.exportedFiles(of: id).map { "export \($0.path) on \($0.host)" }
        let record = try await database.erasure(of: id)
        if let record, record.step != .done { faults.append("its erasure stands at step \(record.step.rawValue)") }
        let tickets = try await permit.servers.sweep(record?.reviews ?? [], isDropping: false)
        if tickets > 0 { faults.append("\(tickets) tickets in the broker's queues") }
        return faults
    }
}
