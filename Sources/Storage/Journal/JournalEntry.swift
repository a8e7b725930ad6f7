package import Chronology
import Crypto
import Footage
package import Foundation

/// One entry of the journal, as stored.
package struct JournalEntry: Hashable, Sendable {
    /// The categories that logs of processing must distinguish (Directive (EU) 2016/680, article 25), and refusals.
    package enum Kind: String, Sendable, CaseIterable {
        case collection, change, consultation, communication, interconnection, erasure, refusal
    }

    /// Counts from 1 without gaps.
    package let id: Int64
    package let at: Timestamp
    package let person: String
    /// The database log-in that wrote it.
    package let login: String
    package let kind: String
    /// The act, such as `review start`.
    package let act: String
    /// The requisition's id; empty if the act concerns none or all.
    package let requisition: String
    /// The object of the act: `review ID`, `chunk ID`.
    package let subject: String
    package let reason: String
    /// The recipient of a communication, or the reason for a refusal.
    package let detail: String
    /// The digest of the previous entry; 32 zero bytes for the first.
    package let previous: [UInt8]
    package let digest: [UInt8]

    package init(
        id: Int64, at: Timestamp, person: String, login: String, kind: String, act: String, requisition: String,
        subject: String, reason: String, detail: String, previous: [UInt8], digest: [UInt8]
    ) {
        self.id = id
        self.at = at
        self.person = person
        self.login = login
        self.kind = kind
        self.act = act
        self.requisition = requisition
        self.subject = subject
        self.reason = reason
        self.detail = detail
        self.previous = previous
        self.digest = digest
    }

    /// SHA-256 over the netstrings of all fields except the digest itself.
    package var computedDigest: [UInt8] {
        let fields = [
            String(id), at.rfc3339, person, login, kind, act, requisition, subject, reason, detail,
            previous.hexadecimal,
        ]
        return Array(SHA256.hash(data: Data(fields.map { "\($0.utf8.count):\($0)," }.joined().utf8)))
    }
}

extension JournalEntry {
    /// Returns the digest by which an entry refers to content too long to include.
    package static func digest(of bytes: Data) -> String {
        "sha256:\(Array(SHA256.hash(data: bytes)).hexadecimal)"
    }
}
