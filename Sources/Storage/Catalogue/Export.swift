/// Something produced to leave the site.
package struct Export: Hashable, Sendable {
    package let kind: String
    /// Absolute path on the host.
    package let path: String
    package let host: String
    /// Hexadecimal. For a bag, the SHA-512 of its tag manifest.
    package let digest: String
    package let recipient: String

    package init(kind: String, path: String, host: String, digest: String, recipient: String) {
        self.kind = kind
        self.path = path
        self.host = host
        self.digest = digest
        self.recipient = recipient
    }
}
