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
            "the catalogue no longer holds footage in scope for this chunk"
        case .outOfScope(let id):
            "requisition \(id) does not cover the chunk's camera and time: no file was opened"
        case .fileChanged(let path):
            "\(path) does not contain the packets that its frame index lists: it changed since it was imported"
        }
    }
}
