package import Access
import Catalogue
package import Chronology
package import Footage
import Formats
package import Journal
package import Requisitions

/// Records what a camera's clock showed at a true time. An anchor for the same shown time replaces the earlier one.
package struct SetClock: Operation {
    package let requisition: RequisitionID
    package let camera: CameraID
    package let anchor: ClockAnchor

    package init(_ anchor: ClockAnchor, of camera: CameraID, in requisition: RequisitionID) {
        self.anchor = anchor
        self.camera = camera
        self.requisition = requisition
    }

    package var act: Act { .clockSet }
    package var subject: JournalSubject { .requisition(requisition.rawValue) }
    package var detail: String {
        let uncertainty = Durations.units(.microseconds(anchor.uncertainty))
        return "camera \(camera) showed \(anchor.shown) at \(anchor.trueTime) +-\(uncertainty): \(anchor.source)"
    }

    package func run(under permit: Permit) async throws {
        try await permit.database.requisition(requisition).requireCovered(camera)
        try await permit.database.set(anchor, ofCamera: camera, in: requisition)
    }
}

/// Removes a clock anchor of a camera.
package struct RemoveClockAnchor: Operation {
    package let requisition: RequisitionID
    package let camera: CameraID
    /// The time that the clock showed.
    package let shown: Timestamp

    package init(shown: Timestamp, of camera: CameraID, in requisition: RequisitionID) {
        self.shown = shown
        self.camera = camera
        self.requisition = requisition
    }

    package var act: Act { .clockRemove }
    package var subject: JournalSubject { .requisition(requisition.rawValue) }
    package var detail: String { "camera \(camera), shown \(shown)" }

    package func run(under permit: Permit) async throws {
        try await permit.database.requisition(requisition).requireCovered(camera)
        guard try await permit.database.removeAnchor(shown: shown, ofCamera: camera, in: requisition) else {
            throw OperationError(
                "no anchor states the true time when camera \(camera) showed \(shown): list the anchors of "
                    + "requisition \(requisition) to see which exist")
        }
    }
}
