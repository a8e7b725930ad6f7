package import Footage

/// Why an order cannot be taken, or an act is not covered by it.
package enum RequisitionError: Error, Equatable, CustomStringConvertible {
    case empty(String)
    case noCamera
    case windowUpsideDown(from: Timestamp, to: Timestamp)
    case cameraOutOfScope(CameraID, RequisitionID, [CameraID])
    case notOpen(RequisitionID, Requisition.State)

    package var description: String {
        switch self {
        case .empty(let option):
            "\(option) is empty: a requisition needs a reference, an authority and named cameras"
        case .noCamera:
            "the requisition names no camera: add --camera NAME, once for each"
        case .windowUpsideDown(let from, let to):
            "the time window runs backwards or is empty: from \(from) to \(to); swap --from and --to"
        case .cameraOutOfScope(let camera, let id, let known):
            "camera \"\(camera)\" is not in requisition \(id), which covers "
                + known.map { "\"\($0)\"" }.joined(separator: ", ")
        case .notOpen(let id, let state):
            "requisition \(id) is \(state.rawValue): footage is imported and reviewed under open requisitions only"
        }
    }
}
