import CPostgres

/// Where a database is and who connects: what libpq accepts as a URI or as a `keyword=value` string.
///
/// The password is never part of a description.
package struct PostgresEndpoint: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The connection options in libpq's own keywords, those that were given only.
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

    /// `host:port`, the way errors name the server.
    package var server: String {
        host.hasPrefix("/") ? "\(host) (port \(port))" : "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Whether nobody on a network can listen or pretend to be the server: it is on this machine, or it has to prove by
    /// TLS that it is the one that was named.
    package var isTrustworthy: Bool {
        host.hasPrefix("/") || host == "local socket" || ["localhost", "127.0.0.1", "::1"].contains(host)
            || options["sslmode"] == "verify-full"
    }

    package var description: String { "\(database ?? "default database") at \(server)" }
    package var debugDescription: String { description }

    private func nonEmpty(_ keyword: String) -> String? {
        options[keyword].flatMap { $0.isEmpty ? nil : $0 }
    }

    // libpq quotes the piece it could not read, and that piece may be the password.
    private static func redacted(_ reason: String) -> String {
        var parts = reason.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2 else { return parts.joined() }
        for index in stride(from: 1, to: parts.count, by: 2) { parts[index] = "…" }
        return PostgresError.oneLine(parts.joined(separator: "\""))
    }
}
