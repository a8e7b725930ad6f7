package import Access
package import Catalogue
package import Journal
package import Requisitions

/// Lists the requisitions that the caller may see, newest first.
package struct ListRequisitions: Operation {
    package init() {}

    package var act: Act { .requisitionList }

    package func run(under permit: Permit) async throws -> [Requisition] {
        let visible = try await permit.visibleRequisitions()
        return try await permit.database.requisitions().filter { visible?.contains($0.id.rawValue) ?? true }
    }
}

/// Reads one requisition with its extensions in chronological order.
package struct ShowRequisition: Operation {
    package struct Outcome: Sendable {
        package let requisition: Requisition
        package let extensions: [RequisitionExtension]
    }

    package let id: RequisitionID

    package init(id: RequisitionID) { self.id = id }

    package var act: Act { .requisitionShow }
    package var subject: JournalSubject { .requisition(id.rawValue) }

    package func run(under permit: Permit) async throws -> Outcome {
        let requisition = try await permit.database.requisition(id)
        return Outcome(
            requisition: requisition, extensions: try await permit.database.extensions(of: requisition.id))
    }
}
