package import Access
package import Chronology
import Erasure
package import Journal
package import Requisitions

/// Schedules the erasure of a requisition. Rescheduling replaces the earlier date.
package struct ScheduleErasure: Operation {
    package let id: RequisitionID
    package let due: Timestamp
    /// Who ordered the erasure.
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

/// Lists erasures that are due, interrupted or near, and closed or expired requisitions without an erasure date.
package struct ListErasures: Operation {
    package struct Item: Sendable {
        package enum State: String, Sendable {
            case interrupted, due, soon
            /// Closed, expired or close to expiry, without an erasure date; one must be set.
            case unscheduled
        }

        package let state: State
        package let on: Timestamp?
        package let requisition: RequisitionID
        package let reference: String
        /// Who scheduled or ordered the erasure.
        package let by: String?

        /// Whether the requisition must be erased now.
        package var isDue: Bool { state == .interrupted || state == .due }
    }

    /// How long before its date an erasure is reported as `soon`.
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
    /// Nil if the erasure is due later.
    fileprivate func state(warning: Days) -> ListErasures.Item.State? {
        guard step == .scheduled, let due else { return .interrupted }
        if due <= now { return .due }
        return due <= now.advanced(byMicroseconds: warning.microseconds) ? .soon : nil
    }
}
