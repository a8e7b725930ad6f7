/// Requests that the store cannot answer or refuses.
package enum StorageError: Error, Equatable, CustomStringConvertible {
    case unknown(kind: String, id: String)
    case wrongState(String)

    package var description: String {
        switch self {
        case .unknown(let kind, let id): "there is no \(kind) \"\(id)\": `relecture \(kind) list` shows all"
        case .wrongState(let text): text
        }
    }

    /// Throws if the text is not a UUID. Such a text is no valid id, and the server need not be asked.
    package static func check(_ id: String, kind: String) throws {
        let groups = id.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
        let isHexadecimal = id.utf8.allSatisfy { $0 == UInt8(ascii: "-") || Character(UnicodeScalar($0)).isHexDigit }
        guard groups == [8, 4, 4, 4, 12], isHexadecimal else { throw StorageError.unknown(kind: kind, id: id) }
    }
}
