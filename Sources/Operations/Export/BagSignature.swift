import Formats
import Foundation

/// The signature file of a bag.
struct BagSignature: Decodable {
    static let file = "signature.json"
    static let format = "relecture-bag-signature/1"

    let format: String
    let file: String
    let key: String
    let signature: String

    init(of manifest: String, by key: SiteKey) throws {
        format = BagSignature.format
        file = BagDigest.tagManifest
        self.key = key.publicKey
        signature = try key.signature(of: manifest)
    }

    /// Parses a signature file; nil if it holds anything besides the signature, since that would be unsigned.
    init?(_ data: Data) {
        guard let found = try? JSONDecoder().decode(BagSignature.self, from: data), Data(found.text.utf8) == data,
            found.format == BagSignature.format, found.file == BagDigest.tagManifest
        else { return nil }
        self = found
    }

    var text: String {
        CanonicalJSON.object([
            "format": .string(format), "file": .string(file), "key": .string(key), "signature": .string(signature),
        ]).text + "\n"
    }
}
