import CRabbitMQ
import Glibc

/// Owns one librabbitmq connection and its only channel, and makes every call to it.
///
/// Confined to one thread; not `Sendable`. One channel only, because the library discards frames of other channels
/// while it waits on one. After any error only `destroy` is valid.
final class Wire {
    static let channel: amqp_channel_t = 1

    /// Maximum frame size; brokers from 4.1 on reject less than 8192.
    static let frameSize: CInt = 131_072

    let state: amqp_connection_state_t
    let address: String
    let options: ConnectionOptions
    // A duplicate of the library's socket for the watchdog. The library may close its own within a call, and that
    // descriptor number could then be reused.
    private let descriptor: CInt

    init(state: amqp_connection_state_t, descriptor: CInt, address: String, options: ConnectionOptions) {
        self.state = state
        self.descriptor = descriptor
        self.address = address
        self.options = options
    }

    deinit {
        // Shut down the socket first, so that nothing the library still sends can block.
        shutdown(descriptor, CInt(SHUT_RDWR))
        amqp_destroy_connection(state)
        close(descriptor)
    }

    /// The heartbeat interval agreed with the broker.
    var heartbeat: Duration { .seconds(Int(amqp_get_heartbeat(state))) }

    /// For example "3.10.8"; empty if the broker does not report it.
    var serverVersion: String {
        guard let properties = amqp_get_server_properties(state)?.pointee else { return "" }
        return [String: String](properties)["version"] ?? ""
    }

    /// Waits for a frame and copies it. Returns nil if none arrived in time. Also sends and checks heartbeats.
    func nextFrame(within limit: Duration) throws(AMQPError) -> IncomingFrame? {
        var frame = amqp_frame_t()
        var patience = timeval(limit)
        let status = try guarded("amqp_simple_wait_frame_noblock", limit: limit + options.callTimeout) {
            amqp_simple_wait_frame_noblock(state, &frame, &patience)
        }
        // Otherwise the library's pool grows without bound. The frame has been copied by then.
        defer { amqp_maybe_release_buffers(state) }
        if status == CInt(AMQP_STATUS_TIMEOUT.rawValue) { return nil }
        try check(status, "amqp_simple_wait_frame_noblock", address)
        return IncomingFrame(frame)
    }

    func publish(_ message: OutgoingMessage) throws(AMQPError) {
        let arena = CallArena()
        var properties = MessageProperties(messageID: message.messageID, contentType: message.contentType)
            .encoded(isPersistent: message.assurance == .stored, in: arena)
        let status = try guarded("amqp_basic_publish") {
            amqp_basic_publish(
                state, Self.channel, arena.bytes(message.exchange), arena.bytes(message.routingKey),
                message.assurance == .stored ? 1 : 0, 0, &properties, arena.bytes(message.body))
        }
        withExtendedLifetime(arena) {}
        try check(status, "amqp_basic_publish", message.exchange)
    }

    /// Sends a method whose arguments live in `arena`; read the reply with `nextFrame`.
    func send<Method: BitwiseCopyable>(
        _ id: amqp_method_number_t, _ method: Method, _ operation: String, _ object: String, _ arena: CallArena,
        channel: amqp_channel_t = channel
    ) throws(AMQPError) {
        var method = method
        let status = try guarded(operation) {
            withUnsafeMutablePointer(to: &method) { amqp_send_method(state, channel, id, $0) }
        }
        withExtendedLifetime(arena) {}
        try check(status, operation, object)
    }

    private func check(_ status: CInt, _ operation: String, _ object: String) throws(AMQPError) {
        guard status >= 0 else { throw AMQPError(status: status, operation: operation, object: object) }
    }

    /// Makes a call guarded by the watchdog.
    func guarded<Result>(
        _ operation: String, limit: Duration? = nil, _ call: () -> Result
    ) throws(AMQPError) -> Result {
        let (status, wasCut) = Watchdog.shared.guarding(descriptor, limit: limit ?? options.callTimeout, call)
        guard !wasCut else {
            throw AMQPError(.timeout, operation: operation, object: address, text: "the call hung and was cut off")
        }
        return status
    }
}

extension timeval {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = max(.zero, duration).components
        self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    }
}
