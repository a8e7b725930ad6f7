/// libpq reports TLS failures only as text.
extension PostgresError {
    static func isAboutTLS(_ words: String) -> Bool {
        // A server that disappears in the middle of the handshake is no sign of missing trust.
        guard !words.contains("unexpected eof") else { return false }
        return [
            "SSL error", "certificate verify failed", "server certificate for", "does not support SSL",
            "root certificate file", "could not load private key file", "could not read certificate file",
            "private key file", "valid client certificate",
        ].contains { words.contains($0) }
    }

    /// Advice to append to libpq's message.
    static func adviceOnTLS(_ words: String) -> String {
        if words.contains("does not match host name") {
            "; connect by a name that stands in the server's certificate"
        } else if words.contains("certificate verify failed") || words.contains("root certificate file") {
            "; name the authority that signed the server's certificate: sslrootcert=FILE in the database URL"
        } else if words.contains("does not support SSL") {
            "; switch TLS on in the server (ssl = on), for the database URL demands it"
        } else if words.contains("certificate required") || words.contains("valid client certificate") {
            "; the server asks for a client certificate: sslcert=FILE and sslkey=FILE in the database URL"
        } else if words.contains("protocol version") || words.contains("unsupported protocol") {
            "; the server must speak TLS 1.2 or newer"
        } else {
            ""
        }
    }
}
