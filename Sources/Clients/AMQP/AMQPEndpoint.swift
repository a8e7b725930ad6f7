import Foundation

/// A broker's address and login, parsed from `amqp://user:password@host:port/vhost` or `amqps://…`.
///
/// `amqps` accepts `?cacertfile=`, `&certfile=` and `&keyfile=`. No printed form of an endpoint contains the password.
package struct AMQPEndpoint: Sendable {
    /// Paths of the PEM files used for TLS.
    package struct TLSFiles: Sendable, Equatable {
        /// Trusted authorities. Default: the bundle of Debian's `ca-certificates`.
        package var authorities = "/etc/ssl/certs/ca-certificates.crt"
        package var certificate: String?
        package var key: String?
    }

    package let host: String
    package let port: Int
    package let virtualHost: String
    package let user: String
    let password: String
    /// Set for `amqps`, which verifies the server's certificate and host name and requires at least TLS 1.2.
    package let tls: TLSFiles?

    /// Whether the host is an IP address.
    var isNumeric: Bool { host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } }

    /// Whether the connection is safe from eavesdropping and impersonation: the broker is on this machine or behind
    /// TLS.
    package var isTrustworthy: Bool { tls != nil || ["localhost", "127.0.0.1", "::1"].contains(host) }

    package var address: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    package init(_ text: String) throws(AMQPError) {
        guard let url = URLComponents(string: text, encodingInvalidCharacters: false) else {
            throw .invalidEndpoint("not a URL; percent-encode reserved characters in the user name and password")
        }
        guard let scheme = url.scheme?.lowercased(), scheme == "amqp" || scheme == "amqps" else {
            throw .invalidEndpoint("it must begin with amqp:// or amqps://")
        }
        guard let encodedHost = url.percentEncodedHost, !encodedHost.isEmpty else {
            throw .invalidEndpoint("it names no host")
        }
        host = try Self.decode(encodedHost, part: "host").trimmingBrackets
        port = url.port ?? (scheme == "amqps" ? 5671 : 5672)
        guard (1...65535).contains(port) else { throw .invalidEndpoint("the port is not within 1...65535") }
        user = try Self.decode(url.percentEncodedUser ?? "guest", part: "user name")
        password = try Self.decode(url.percentEncodedPassword ?? "guest", part: "password")
        virtualHost = try Self.virtualHost(path: url.percentEncodedPath)
        tls = try Self.tlsFiles(url.percentEncodedQuery, isEncrypted: scheme == "amqps")
    }

    private static func decode(_ text: String, part: String) throws(AMQPError) -> String {
        guard let decoded = text.removingPercentEncoding, !decoded.utf8.contains(0) else {
            throw .invalidEndpoint("the \(part) is not valid percent-encoding")
        }
        return decoded
    }

    private static func virtualHost(path: String) throws(AMQPError) -> String {
        let name = path.drop { $0 == "/" }
        guard !name.contains("/") else { throw .invalidEndpoint("a slash within the virtual host is written %2F") }
        return name.isEmpty ? "/" : try decode(String(name), part: "virtual host")
    }

    private static func tlsFiles(_ query: String?, isEncrypted: Bool) throws(AMQPError) -> TLSFiles? {
        var files = TLSFiles()
        for item in (query ?? "").split(separator: "&") {
            guard isEncrypted else { throw .invalidEndpoint("parameters are for amqps:// only") }
            let parts = item.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw .invalidEndpoint("a parameter without a value") }
            let value = try decode(String(parts[1]), part: "parameter \(parts[0])")
            switch parts[0] {
            case "cacertfile": files.authorities = value
            case "certfile": files.certificate = value
            case "keyfile": files.key = value
            default: throw .invalidEndpoint("unknown parameter \(parts[0])")
            }
        }
        guard (files.certificate == nil) == (files.key == nil) else {
            throw .invalidEndpoint("certfile and keyfile belong together")
        }
        return isEncrypted ? files : nil
    }
}

extension AMQPEndpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "\(tls == nil ? "amqp" : "amqps")://\(user)@\(address) virtual host \(virtualHost)"
    }

    package var debugDescription: String { description }

    // Without this, dump() and debugger reflection would show the password.
    package var customMirror: Mirror { Mirror(self, children: ["endpoint": description]) }
}

extension String {
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
