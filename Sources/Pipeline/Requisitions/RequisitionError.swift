package import Chronology
package import Footage

/// Why an order is invalid or does not cover an act.
package enum RequisitionError: Error, Equatable, CustomStringConvertible {
    case empty(String)
    case noCamera
    case windowUpsideDown(from: Timestamp, to: Timestamp)
    case cameraOutOfScope(CameraID, RequisitionID, [CameraID])
    case notOpen(RequisitionID, Requisition.State)
    case noWindow
    case noDate(String)
    case expired(RequisitionID, Timestamp)
    case notLater(Timestamp, than: Timestamp)

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
        case .notOpen(let id, .suspended):
            "requisition \(id) is suspended: nothing is imported or reviewed until `relecture requisition resume \(id)`"
        case .notOpen(let id, .erased):
            "requisition \(id) is erased: nothing is left of it but the journal"
        case .notOpen(let id, let state):
            "requisition \(id) is \(state.rawValue): footage is imported and reviewed under open requisitions only"
        case .noWindow:
            "the requisition names no window of time: give --from and --to, or --window FROM/TO"
        case .noDate(let text):
            "\"\(text)\" is no date: write it as 2026-03-03"
        case .expired(let id, let end):
            "requisition \(id) expired on \(end.rfc3339): nothing more is imported or reviewed under it unless "
                + "`relecture requisition extend \(id)` records who prolonged it and why"
        case .notLater(let expires, let before):
            "the expiry \(expires.rfc3339) is not later than the present one, \(before.rfc3339): an extension only extends"
        }
    }
}
