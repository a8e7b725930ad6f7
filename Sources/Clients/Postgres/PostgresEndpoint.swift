import CPostgres

/// A database's address and login: any URI or `keyword=value` string that libpq accepts.
///
/// Descriptions never contain the password.
package struct PostgresEndpoint: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The given connection options under libpq's keywords; defaults are not filled in.
    let options: [String: String]

    package init(_ text: String) throws(PostgresError) {
        var complaint: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(text, &complaint) else {
            defer { PQfreemem(complaint) }
            let reason = complaint.map { String(cString: $0) } ?? "out of memory"
            throw PostgresError(.invalidEndpoint, operation: "read the database URL", message: Self.redacted(reason))
        }
        defer { PQconninfoFree(parsed) }
        var options: [String: String] = [:]
        var entry = parsed
        while let keyword = entry.pointee.keyword {
            if let value = entry.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            entry += 1
        }
        self.options = options
    }

    package var host: String { nonEmpty("host") ?? nonEmpty("hostaddr") ?? "local socket" }
    package var port: String { nonEmpty("port") ?? "5432" }
    package var user: String? { nonEmpty("user") }
    package var database: String? { nonEmpty("dbname") ?? user }

    /// `host:port`, as used in error messages.
    package var server: String {
        host.hasPrefix("/") ? "\(host) (port \(port))" : "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Whether the connection is safe from eavesdropping and impersonation: the server is on this machine, or must
    /// prove its identity by TLS.
    package var isTrustworthy: Bool {
        host.hasPrefix("/") || host == "local socket" || ["localhost", "127.0.0.1", "::1"].contains(host)
            || options["sslmode"] == "verify-full"
    }

    package var description: String { "\(database ?? "default database") at \(server)" }
    package var debugDescription: String { description }

    private func nonEmpty(_ keyword: String) -> String? {
        options[keyword].flatMap { $0.isEmpty ? nil : $0 }
    }

    // libpq quotes the part it could not parse, which may be the password.
    private static func redacted(_ reason: String) -> String {
        var parts = reason.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2 else { return parts.joined() }
        for index in stride(from: 1, to: parts.count, by: 2) { parts[index] = "…" }
        return PostgresError.oneLine(parts.joined(separator: "\""))
    }
}
