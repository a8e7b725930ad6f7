package import Footage

/// A judicial order to review footage: who ordered it, on what authority, and for which cameras and times.
///
/// Nothing is decoded without a requisition, and nothing outside its scope.
package struct Requisition: Hashable, Sendable {
    package enum State: String, Sendable {
        case open, suspended, closed, erased
    }

    package let id: RequisitionID
    package let order: RequisitionOrder
    package let state: State
    /// Whether it had expired when it was read, by the database's clock.
    package let isExpired: Bool

    package init(id: RequisitionID, order: RequisitionOrder, state: State, isExpired: Bool = false) {
        self.id = id
        self.order = order
        self.state = state
        self.isExpired = isExpired
    }

    /// Throws unless reviews and imports are allowed under this requisition now.
    package func requireOpen() throws(RequisitionError) {
        guard state == .open else { throw .notOpen(id, state) }
        if isExpired, let end = order.details.expires { throw .expired(id, end) }
    }

    /// Throws unless the order names the camera.
    package func requireCovered(_ camera: CameraID) throws(RequisitionError) {
        guard order.cameras.contains(camera) else { throw .cameraOutOfScope(camera, id, order.cameras) }
    }
}

/// Identifies one requisition; an opaque string without spaces.
package struct RequisitionID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }
}
