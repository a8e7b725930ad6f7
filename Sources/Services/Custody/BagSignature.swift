import Foundation

/// The signature of a bag, as it stands in it.
struct BagSignature: Decodable {
    static let file = "signature.json"
    static let format = "relecture-bag-signature/1"

    let format: String
    let file: String
    let key: String
    let signature: String
}
