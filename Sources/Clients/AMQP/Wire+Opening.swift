import CRabbitMQ
import Glibc

extension Wire {
    // Runs once, before the first TLS connection of any thread.
    private static let isTLSReady: Bool = amqp_initialize_ssl_library() == 0

    /// Connects, logs in and opens the channel. Blocks for up to the limits in the options.
    static func open(_ endpoint: AMQPEndpoint, options: ConnectionOptions) throws(AMQPError) -> Wire {
        guard let state = amqp_new_connection() else {
            throw AMQPError(
                .unreachable, operation: "amqp_new_connection", object: endpoint.address, text: "out of memory")
        }
        let descriptor: CInt
        do {
            descriptor = try connect(state, endpoint, options)
        } catch {
            amqp_destroy_connection(state)
            throw error
        }
        // From here on the wire owns the state and the descriptor, even if the login fails.
        let wire = Wire(state: state, descriptor: descriptor, address: endpoint.address, options: options)
        try wire.logIn(endpoint)
        return wire
    }

    private static func connect(
        _ state: amqp_connection_state_t, _ endpoint: AMQPEndpoint, _ options: ConnectionOptions
    ) throws(AMQPError) -> CInt {
        let socket = try makeSocket(state, endpoint)
        var limit = timeval(options.connectTimeout)
        var handshakeLimit = timeval(options.handshakeTimeout)
        var replyLimit = timeval(options.replyTimeout)
        amqp_set_handshake_timeout(state, &handshakeLimit)
        amqp_set_rpc_timeout(state, &replyLimit)
        errno = 0
        let status = amqp_socket_open_noblock(socket, endpoint.host, CInt(endpoint.port), &limit)
        guard status == 0 else {
            throw .opening(status: status, systemError: errno, endpoint: endpoint)
        }
        let descriptor = fcntl(amqp_get_sockfd(state), F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else {
            throw AMQPError(
                .unreachable, operation: "fcntl", object: endpoint.address, text: String(cString: strerror(errno)))
        }
        return descriptor
    }

    private static func makeSocket(
        _ state: amqp_connection_state_t, _ endpoint: AMQPEndpoint
    ) throws(AMQPError) -> OpaquePointer {
        guard let files = endpoint.tls else {
            guard let socket = amqp_tcp_socket_new(state) else { throw .noSocket("amqp_tcp_socket_new", endpoint) }
            return socket
        }
        guard isTLSReady, let socket = amqp_ssl_socket_new(state) else {
            throw .noSocket("amqp_ssl_socket_new", endpoint)
        }
        amqp_ssl_socket_set_verify_peer(socket, 1)
        amqp_ssl_socket_set_verify_hostname(socket, 1)
        amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST)
        guard amqp_ssl_socket_set_cacert(socket, files.authorities) == 0 else {
            throw .unusable(file: files.authorities, "amqp_ssl_socket_set_cacert", endpoint)
        }
        if let certificate = files.certificate, let key = files.key {
            guard amqp_ssl_socket_set_key(socket, certificate, key) == 0 else {
                throw .unusable(file: certificate, "amqp_ssl_socket_set_key", endpoint)
            }
        }
        return socket
    }

    private func logIn(_ endpoint: AMQPEndpoint) throws(AMQPError) {
        let arena = CallArena()
        let heartbeat = CInt(max(1, options.heartbeat.components.seconds))
        var properties = arena.clientProperties(name: options.name)
        let reply = try guarded("amqp_login", limit: options.handshakeTimeout + options.callTimeout) {
            relecture_amqp_login(
                state, endpoint.virtualHost, Wire.frameSize, heartbeat, &properties, endpoint.user, endpoint.password)
        }
        withExtendedLifetime(arena) {}
        if let error = AMQPError(reply: reply, operation: "login", object: address) {
            throw error.duringLogin(to: endpoint)
        }
        let channel = try guarded("amqp_channel_open") {
            amqp_channel_open(state, Wire.channel)
            return amqp_get_rpc_reply(state)
        }
        if let error = AMQPError(reply: channel, operation: "channel.open", object: address) { throw error }
        let confirms = try guarded("amqp_confirm_select") {
            amqp_confirm_select(state, Wire.channel)
            return amqp_get_rpc_reply(state)
        }
        if let error = AMQPError(reply: confirms, operation: "confirm.select", object: address) { throw error }
        amqp_maybe_release_buffers(state)
    }
}

extension CallArena {
    // Unless these capabilities are announced, a deleted queue leaves its consumer waiting forever and a blocked
    // publisher is not notified. The library adds its own.
    fileprivate func clientProperties(name: String) -> amqp_table_t {
        let capabilities = ["consumer_cancel_notify", "connection.blocked", "publisher_confirms", "basic.nack"]
        return table([
            ("product", value("Relecture")),
            ("connection_name", value(name)),
            ("capabilities", value(table(capabilities.map { ($0, value(true)) }))),
        ])
    }
}

extension AMQPError {
    fileprivate static func noSocket(_ operation: String, _ endpoint: AMQPEndpoint) -> AMQPError {
        AMQPError(.unreachable, operation: operation, object: endpoint.address, text: "no socket could be made")
    }

    fileprivate static func unusable(file: String, _ operation: String, _ endpoint: AMQPEndpoint) -> AMQPError {
        AMQPError(.insecure, operation: operation, object: endpoint.address, text: "cannot use the PEM file \(file)")
    }

    /// Replaces a login error by a more specific one; the broker's replies mean more here than their codes.
    fileprivate func duringLogin(to endpoint: AMQPEndpoint) -> AMQPError {
        // A server that requires a client certificate reports its absence only after the handshake, and then hangs up.
        let hint =
            endpoint.tls.map { files in
                files.certificate.map { "; the server may not trust the client certificate in \($0)" }
                    ?? "; if it asks for a client certificate, name one by certfile= and keyfile= in the URL"
            } ?? ""
        return switch kind {
        case .closedByBroker(code: 403):
            AMQPError(.authenticationRefused, operation: operation, object: object, text: text)
        // A server that is not RabbitMQ, or is still starting, drops the connection or stays silent.
        case .connectionLost, .timeout, .protocolViolation:
            AMQPError(.unreachable, operation: operation, object: object, text: "no AMQP answer: \(text)\(hint)")
        case .insecure: AMQPError(.insecure, operation: operation, object: object, text: text + hint)
        default: self
        }
    }
}
