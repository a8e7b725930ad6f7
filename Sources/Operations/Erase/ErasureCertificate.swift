import Footage
package import Formats

/// A signed statement of what was erased, what was not, and how long copies may exist elsewhere.
package struct ErasureCertificate: Sendable {
    package static let format = "relecture-erasure/1"

    /// All members except the signature.
    package let members: [String: CanonicalJSON]
    package let publicKey: String
    private let signature: String

    /// Signs a certificate.
    ///
    /// - Parameter facts: The members without format and key.
    package init(_ facts: [String: CanonicalJSON], signedWith key: SiteKey) throws {
        var members = facts
        members["format"] = .string(ErasureCertificate.format)
        members["key"] = .string(key.publicKey)
        self.members = members
        publicKey = key.publicKey
        signature = try key.signature(of: CanonicalJSON.object(members).text)
    }

    /// Parses what `json` produced; nil if it is anything else or the signature is invalid.
    package init?(_ text: String) {
        guard var members = CanonicalJSON(parsing: text)?.members,
            let signature = members.removeValue(forKey: "signature")?.string,
            members["format"] == .string(ErasureCertificate.format), let key = members["key"]?.string,
            SiteKey.isValid(signature: signature, of: CanonicalJSON.object(members).text, by: key)
        else { return nil }
        self.members = members
        self.signature = signature
        publicKey = key
    }

    package var json: CanonicalJSON {
        var members = members
        members["signature"] = .string(signature)
        return .object(members)
    }
}
