package import Access
import Catalogue
import Journal
package import Requisitions

/// Opens a requisition under an order.
package struct OpenRequisition: Operation {
    package struct Outcome: Sendable {
        package let id: RequisitionID
        /// Open requisitions with the same order, among those the caller may see.
        package let twins: [RequisitionID]
    }

    package let order: RequisitionOrder

    package init(order: RequisitionOrder) { self.order = order }

    package var act: Act { .requisitionOpen }
    package var detail: String { "reference \(order.reference)" }

    package func run(under permit: Permit) async throws -> Outcome {
        let database = permit.database
        let id = try await database.open(order, by: permit.caller.name)
        try await permit.note(.requisitionOpened, on: .requisition(id.rawValue), detail: detail)
        let visible = try await permit.visibleRequisitions()
        let twins = try await database.twins(of: id).filter { visible?.contains($0.rawValue) ?? true }
        return Outcome(id: id, twins: twins)
    }
}
