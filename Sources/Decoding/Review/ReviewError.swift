package import Requisitions

/// Why a chunk could not be reviewed at all. Damaged pictures are not an error.
package enum ReviewError: Error, CustomStringConvertible {
    case damagedAssignment(String)
    case fileChanged(String)
    case noFootage
    case outOfScope(RequisitionID)

    package var description: String {
        switch self {
        case .damagedAssignment(let text): "the chunk's assignment cannot be read: \(text)"
        case .noFootage:
            "the catalogue holds no footage in scope for this chunk any more"
        case .outOfScope(let id):
            "requisition \(id) does not cover the chunk's camera and time: nothing of it was opened"
        case .fileChanged(let path):
            "\(path) does not hold the packets that its frame index states: it changed since it was imported"
        }
    }
}
