package import Access
import Catalogue
package import Chronology
package import Footage
package import Journal
package import Requisitions
import WorkLedger
import WorkQueue

/// Suspends, resumes or closes a requisition.
package struct ChangeRequisition: Operation {
    package enum Change: Sendable {
        /// Starts nothing new until resumed; running chunks are handed back.
        case suspend
        case resume
        /// Accepts no more imports; cancels running reviews.
        case close
    }

    package let id: RequisitionID
    package let change: Change

    package init(_ change: Change, of id: RequisitionID) {
        self.change = change
        self.id = id
    }

    package var act: Act {
        switch change {
        case .suspend: .requisitionSuspend
        case .resume: .requisitionResume
        case .close: .requisitionClose
        }
    }
    package var subject: JournalSubject { .requisition(id.rawValue) }

    /// - Returns: Whether running workers were notified immediately. If not, they notice at their next renewal.
    package func run(under permit: Permit) async throws -> Bool {
        switch change {
        case .suspend: try await permit.database.suspend(id)
        case .resume:
            try await permit.database.resume(id)
            return true
        case .close: try await permit.database.close(id)
        }
        // The hint makes workers renew now and find that their claims were taken back or cancelled.
        return await permit.servers.hint(Hint(.cancel))
    }
}

/// Extends a requisition's expiry or widens its scope.
package struct ExtendRequisition: Operation {
    package let id: RequisitionID
    package let cameras: [CameraID]
    package let windows: [TimeSpan]
    package let expires: Timestamp?
    package let orderedBy: String

    package init(
        id: RequisitionID, cameras: [CameraID], windows: [TimeSpan], expires: Timestamp?, orderedBy: String
    ) {
        self.id = id
        self.cameras = cameras
        self.windows = windows
        self.expires = expires
        self.orderedBy = orderedBy
    }

    package var act: Act { .requisitionExtend }
    package var subject: JournalSubject { .requisition(id.rawValue) }
    package var detail: String { "\(changes); ordered by \(orderedBy)" }

    private var changes: String {
        var changes = cameras.map { "camera \($0)" }
        changes += windows.map { "window \($0.start.rfc3339)/\($0.end.rfc3339)" }
        if let expires { changes.append("expires \(expires.rfc3339)") }
        return changes.joined(separator: ", ")
    }

    package func run(under permit: Permit) async throws {
        try await permit.database.extend(
            id, cameras: cameras, windows: windows, expires: expires, by: permit.actor, orderedBy: orderedBy,
            because: permit.reason, changes: changes)
    }
}
