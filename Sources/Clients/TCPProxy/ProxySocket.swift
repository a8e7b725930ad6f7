import Glibc

/// The socket calls a proxy needs, all non-blocking.
struct ProxySocket {
    let descriptor: CInt
    let port: Int

    /// Opens a listener on an IPv4 address of this machine; reuses `wanted` if given.
    static func listen(at address: String, on wanted: Int? = nil) throws(ProxyError) -> ProxySocket {
        // Below the ephemeral range, so that no outgoing connection takes the port while it is closed.
        for _ in 0..<200 {
            let port = wanted ?? Int.random(in: 10_000...32_000)
            let descriptor = try make()
            var yes: CInt = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
            if withAddress(address, port, { bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, 128) == 0 {
                return ProxySocket(descriptor: descriptor, port: port)
            }
            close(descriptor)
        }
        throw ProxyError(operation: "bind")
    }

    /// Starts a connection; success or failure shows on first use.
    static func connect(to port: Int) throws(ProxyError) -> CInt {
        let descriptor = try make()
        let status = withAddress("127.0.0.1", port) { Glibc.connect(descriptor, $0, $1) }
        guard status == 0 || errno == EINPROGRESS else {
            close(descriptor)
            throw ProxyError(operation: "connect")
        }
        sendAtOnce(descriptor)
        return descriptor
    }

    func accept() -> CInt? {
        let accepted = Glibc.accept(descriptor, nil, nil)
        guard accepted >= 0 else { return nil }
        _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        ProxySocket.sendAtOnce(accepted)
        return accepted
    }

    /// Closes with RST.
    static func reset(_ descriptor: CInt) {
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
    }

    private static func make() throws(ProxyError) -> CInt {
        let kind = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw ProxyError(operation: "socket") }
        return descriptor
    }

    private static func sendAtOnce(_ descriptor: CInt) {
        var yes: CInt = 1
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<CInt>.size))
    }

    private static func withAddress<Result>(
        _ host: String, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
