import Foundation

/// Probes whether the server on a port of 127.0.0.1 is ready. Blocks its thread for a second at most.
enum PortProbe {
    /// Returns whether the port accepts connections.
    static func accepts(_ port: Int) -> Bool {
        withConnection(port) { _ in true }
    }

    /// Returns whether an AMQP 0-9-1 broker answers the protocol header with its first method frame (type 1).
    ///
    /// RabbitMQ opens its listeners last, after importing users and policies, so this means that it is ready.
    static func speaksAMQP(_ port: Int) -> Bool {
        withConnection(port) { descriptor in
            let header: [UInt8] = Array("AMQP".utf8) + [0, 0, 9, 1]
            guard send(descriptor, header, header.count, Int32(MSG_NOSIGNAL)) == header.count else {
                return false
            }
            var first: UInt8 = 0
            return recv(descriptor, &first, 1, 0) == 1 && first == 1
        }
    }

    private static func withConnection(_ port: Int, _ body: (Int32) -> Bool) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        guard LoopbackAddress.with(port, { connect(descriptor, $0, $1) }) == 0 else { return false }
        return body(descriptor)
    }
}
