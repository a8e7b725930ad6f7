/// What the store cannot answer or refuses.
package enum StorageError: Error, Equatable, CustomStringConvertible {
    case unknown(kind: String, id: String)
    case wrongState(String)

    package var description: String {
        switch self {
        case .unknown(let kind, let id): "there is no \(kind) \"\(id)\": `relecture \(kind) list` shows those there are"
        case .wrongState(let text): text
        }
    }

    /// Ids are UUIDs in the database; any other text can be no id, and is told apart before the server is asked.
    package static func check(_ id: String, kind: String) throws {
        let groups = id.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
        let isHexadecimal = id.utf8.allSatisfy { $0 == UInt8(ascii: "-") || Character(UnicodeScalar($0)).isHexDigit }
        guard groups == [8, 4, 4, 4, 12], isHexadecimal else { throw StorageError.unknown(kind: kind, id: id) }
    }
}
