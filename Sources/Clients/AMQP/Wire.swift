import CRabbitMQ
import Glibc

/// Owns one librabbitmq connection with its only channel, and makes every call to it.
///
/// Belongs to one thread and is not `Sendable`. One channel, because the library throws away frames of other channels
/// while it waits for one. After any thrown error only `destroy` makes sense.
final class Wire {
    static let channel: amqp_channel_t = 1

    /// The most a frame may hold; brokers from 4.1 refuse less than 8192.
    static let frameSize: CInt = 131_072

    let state: amqp_connection_state_t
    let address: String
    let options: ConnectionOptions
    // A duplicate of the library's socket for the watchdog: the library may close its own within a call, and the number
    // would then belong to somebody else.
    private let descriptor: CInt

    init(state: amqp_connection_state_t, descriptor: CInt, address: String, options: ConnectionOptions) {
        self.state = state
        self.descriptor = descriptor
        self.address = address
        self.options = options
    }

    deinit {
        // First the socket: then nothing that the library still wants to say can make it wait.
        shutdown(descriptor, CInt(SHUT_RDWR))
        amqp_destroy_connection(state)
        close(descriptor)
    }

    /// The heartbeat agreed with the broker.
    var heartbeat: Duration { .seconds(Int(amqp_get_heartbeat(state))) }

    /// "3.10.8" or the like, empty if the broker does not tell.
    var serverVersion: String {
        guard let properties = amqp_get_server_properties(state)?.pointee else { return "" }
        return [String: String](properties)["version"] ?? ""
    }

    /// Waits for a frame and copies it; nil when none came in time. Heartbeats are sent and watched meanwhile.
    func nextFrame(within limit: Duration) throws(AMQPError) -> IncomingFrame? {
        var frame = amqp_frame_t()
        var patience = timeval(limit)
        let status = try guarded("amqp_simple_wait_frame_noblock", limit: limit + options.callTimeout) {
            amqp_simple_wait_frame_noblock(state, &frame, &patience)
        }
        // Without this the library's pool grows for ever; the frame has been copied by then.
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

    /// Sends a method whose arguments lie in `arena`; the answer is read by `nextFrame`.
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

    /// Makes a call under the eyes of the watchdog.
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
