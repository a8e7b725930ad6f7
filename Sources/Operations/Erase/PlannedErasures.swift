package import Access
package import Chronology
import Erasure
package import Journal
package import Requisitions

/// Sets when a requisition is to be erased; set again, the later word counts.
package struct ScheduleErasure: Operation {
    package let id: RequisitionID
    package let due: Timestamp
    /// Who ordered it.
    package let orderedBy: String

    package init(of id: RequisitionID, on due: Timestamp, orderedBy: String) {
        self.id = id
        self.due = due
        self.orderedBy = orderedBy
    }

    package var act: Act { .eraseSchedule }
    package var subject: JournalSubject { .requisition(id.rawValue) }
    package var detail: String { "on \(due.rfc3339) by \(orderedBy)" }

    package func run(under permit: Permit) async throws {
        try await permit.database.scheduleErasure(of: id, on: due, by: orderedBy)
    }
}

/// Lists the erasures that are due, under way or near, and the requisitions that are over without one being ordered.
package struct ListErasures: Operation {
    package struct Item: Sendable {
        package enum State: String, Sendable {
            case interrupted, due, soon
            /// Over, or near its end, without a word about its erasure: somebody has to say it.
            case unscheduled
        }

        package let state: State
        package let on: Timestamp?
        package let requisition: RequisitionID
        package let reference: String
        /// Who scheduled or ordered it.
        package let by: String?

        /// Whether it is to be erased now.
        package var isDue: Bool { state == .interrupted || state == .due }
    }

    /// How long before an erasure it is near.
    package let warning: Days

    package init(warning: Days) { self.warning = warning }

    package var act: Act { .eraseDue }

    package func run(under permit: Permit) async throws -> [Item] {
        let open = try await permit.database.erasures().filter { $0.step != .done }
        let expiring = try await permit.database.expiring(within: warning.microseconds)
        let waiting = open.compactMap { record in
            record.state(warning: warning).map {
                Item(
                    state: $0, on: record.due, requisition: record.requisition, reference: record.reference,
                    by: record.scheduledBy ?? record.orderedBy)
            }
        }
        return waiting
            + expiring.map {
                Item(state: .unscheduled, on: $0.at, requisition: $0.requisition, reference: $0.reference, by: nil)
            }
    }
}

extension ErasureRecord {
    /// Nil: it is due later.
    fileprivate func state(warning: Days) -> ListErasures.Item.State? {
        guard step == .scheduled, let due else { return .interrupted }
        if due <= now { return .due }
        return due <= now.advanced(byMicroseconds: warning.microseconds) ? .soon : nil
    }
}
