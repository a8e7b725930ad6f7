package import Planning

/// The subject of an act.
package enum JournalSubject: Sendable {
    /// No subject yet, or everything.
    case everything
    case requisition(String)
    case review(String)
    case chunk(ChunkID)
    case recording(String)

    /// Ids in lower case, as the database writes them: upper case names the same object.
    var text: String {
        switch self {
        case .everything, .requisition: ""
        case .review(let id): "review \(id.lowercased())"
        case .chunk(let id): "chunk \(id)"
        case .recording(let id): "recording \(id.lowercased())"
        }
    }

    /// Finds the requisition's id, even if the named object does not exist.
    package var requisition: (sql: String, value: String) {
        switch self {
        case .everything: ("$1::text", "")
        case .requisition(let id): ("$1::text", id.lowercased())
        case .review(let id):
            ("(SELECT requisition_id::text FROM relecture.review WHERE id::text = $1)", id.lowercased())
        case .chunk(let id):
            ("(SELECT requisition_id::text FROM relecture.chunk WHERE id = $1::bigint)", id.description)
        case .recording(let id):
            ("(SELECT requisition_id::text FROM relecture.recording WHERE id::text = $1)", id.lowercased())
        }
    }
}
