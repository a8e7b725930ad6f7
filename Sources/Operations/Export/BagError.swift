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
        case .exists(let path): "\(path) exists already: evidence is never written over, name another folder"
        case .unwritable(let path, let cause): "cannot write \(path): \(cause)"
        case .noBag(let path): "\(path) holds no bag of evidence: bagit.txt or a manifest is missing"
        case .missing(let file): "\(file) is missing from the bag"
        case .changed(let file): "\(file) was changed after the bag was made"
        case .unlisted(let file): "\(file) was put into the bag after it was made"
        case .notAFile(let file): "\(file) is no file but a link, a pipe or a device: the bag does not hold it"
        case .unlistable(let folder):
            "\(folder) cannot be listed, so what was put into it is not known: look at its rights"
        case .unsigned: "the bag is not signed: signature.json is missing, cannot be read, or holds more than that"
        case .badSignature: "the signature does not fit the bag: a manifest was changed after it was signed"
        case .otherKey(let key): "the bag is signed with the key \(key), not with the given one"
        }
    }
}
