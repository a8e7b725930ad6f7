/// The address at which telemetry is served: `HOST:PORT` with a literal IP address, such as `127.0.0.1:9464` or
/// `[::1]:9464`.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    package let host: String
    /// 0 lets the system choose a port.
    package let port: UInt16

    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let bare = String(isBracketed ? host.dropFirst().dropLast() : host)
        // IPv6 addresses require brackets; otherwise the port could be part of the address.
        guard !bare.isEmpty, isBracketed == bare.contains(":") else { return nil }
        self.init(host: bare, port: port)
    }

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
