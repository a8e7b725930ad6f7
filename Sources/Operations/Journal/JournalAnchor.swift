import Chronology
import Footage
package import Formats
import Foundation
package import Journal

/// The signed head of the journal, to be kept where the database owner cannot change it.
package struct JournalAnchor: Sendable {
    package let head: JournalHead
    package let publicKey: String
    package let signature: String

    package init(_ head: JournalHead, signedWith key: SiteKey) throws {
        self.head = head
        publicKey = key.publicKey
        signature = try key.signature(of: CanonicalJSON.object(JournalAnchor.members(head, key.publicKey)).text)
    }

    /// Parses what `json` produced; nil if it is anything else or the signature is invalid.
    package init?(_ text: String) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(text.utf8)),
            document.format == JournalAnchor.format, let at = Timestamp(rfc3339: document.at),
            document.digest.hasPrefix("sha256:"),
            let digest = [UInt8](hexadecimal: document.digest.dropFirst("sha256:".count)), digest.count == 32
        else { return nil }
        let head = JournalHead(id: document.entry, at: at, digest: digest)
        let signed = CanonicalJSON.object(JournalAnchor.members(head, document.key)).text
        guard SiteKey.isValid(signature: document.signature, of: signed, by: document.key) else { return nil }
        self.head = head
        publicKey = document.key
        signature = document.signature
    }

    package var json: CanonicalJSON {
        var members = JournalAnchor.members(head, publicKey)
        members["signature"] = .string(signature)
        return .object(members)
    }

    private static let format = "relecture-journal-anchor/1"

    private static func members(_ head: JournalHead, _ publicKey: String) -> [String: CanonicalJSON] {
        [
            "format": .string(format), "entry": .integer(head.id), "at": .string(head.at.rfc3339),
            "digest": .string("sha256:\(head.digest.hexadecimal)"), "key": .string(publicKey),
        ]
    }

    private struct Document: Decodable {
        let format: String
        let entry: Int64
        let at: String
        let digest: String
        let key: String
        let signature: String
    }
}
