/// Why a bag cannot be written, or why it fails verification.
package enum BagError: Error, Hashable, CustomStringConvertible {
    case exists(String)
    case unwritable(String, String)
    case noBag(String)
    case missing(String)
    case changed(String)
    case unlisted(String)
    case notAFile(String)
    case unlistable(String)
    case unsigned
    case badSignature
    case otherKey(String)

    package var description: String {
        switch self {
        case .exists(let path): "\(path) already exists: evidence is never overwritten; name another folder"
        case .unwritable(let path, let cause): "cannot write \(path): \(cause)"
        case .noBag(let path): "\(path) is not an evidence bag: bagit.txt or a manifest is missing"
        case .missing(let file): "\(file) is missing from the bag"
        case .changed(let file): "\(file) was changed after the bag was made"
        case .unlisted(let file): "\(file) was put into the bag after it was made"
        case .notAFile(let file): "\(file) is not a file but a link, a pipe or a device: the bag does not cover it"
        case .unlistable(let folder):
            "\(folder) cannot be listed, so added files cannot be detected: check its permissions"
        case .unsigned: "the bag is not signed: signature.json is missing, cannot be read, or contains anything else"
        case .badSignature: "the signature does not match the bag: a manifest was changed after it was signed"
        case .otherKey(let key): "the bag is signed with the key \(key), not with the given one"
        }
    }
}
