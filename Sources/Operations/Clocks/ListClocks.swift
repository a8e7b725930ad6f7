package import Access
import Catalogue
package import Footage
package import Journal
package import Requisitions

/// Lists the clock anchors of a requisition's cameras, by camera.
package struct ListClocks: Operation {
    package struct Row: Sendable {
        package let camera: CameraID
        package let anchor: ClockAnchor
    }

    package let requisition: RequisitionID
    /// Restricts the list to one camera; nil for all cameras of the requisition.
    package let camera: CameraID?

    package init(in requisition: RequisitionID, camera: CameraID? = nil) {
        self.requisition = requisition
        self.camera = camera
    }

    package var act: Act { .clockList }
    package var subject: JournalSubject { .requisition(requisition.rawValue) }

    package func run(under permit: Permit) async throws -> [Row] {
        let known = try await permit.database.requisition(requisition)
        if let camera { try known.requireCovered(camera) }
        let clocks = try await permit.database.clocks(in: requisition)
        return (camera.map { [$0] } ?? known.order.cameras).flatMap { name in
            (clocks[name]?.anchors ?? []).map { Row(camera: name, anchor: $0) }
        }
    }
}
