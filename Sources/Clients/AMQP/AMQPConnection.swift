import BlockingExecutor
import Synchronization

/// One connection with one channel to RabbitMQ, on a thread of its own.
///
/// Its methods block that thread, never the cooperative pool. Heartbeats and whatever else the broker says are served
/// while it is idle too. Any error ends the connection for good: make another one (`ReconnectingConnection` does). Use
/// separate connections for publishing and for taking messages: the broker stops reading from publishers in an alarm.
package actor AMQPConnection {
    /// At most this many unread messages of consumers are kept; older ones are dropped.
    static let inboxLimit = 1024

    package nonisolated let generation = ConnectionGeneration.next()
    private let executor: ThreadExecutor
    let endpoint: AMQPEndpoint
    let options: ConnectionOptions
    private let isUsable = Atomic(false)
    private let isRefusing = Atomic(false)
    var wire: Wire?
    var assembler = MessageAssembler()
    var confirms = ConfirmTracker()
    var inbox: [Delivery] = []
    /// Why the connection ended.
    package private(set) var failure: AMQPError?
    /// The broker's reason for taking no messages at present.
    package internal(set) var blockedReason: String? {
        didSet { isRefusing.store(blockedReason != nil, ordering: .releasing) }
    }
    package private(set) var serverVersion = ""

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Whether calls may succeed. False for good once something went wrong.
    package nonisolated var isOpen: Bool { isUsable.load(ordering: .acquiring) }

    /// Whether the broker takes no messages at present.
    package nonisolated var isBlocked: Bool { isRefusing.load(ordering: .acquiring) }

    /// `host:port` of the broker.
    package nonisolated var address: String { endpoint.address }

    /// Connects and logs in, within the limits of the options.
    package static func open(
        _ endpoint: AMQPEndpoint, options: ConnectionOptions = ConnectionOptions()
    ) async throws -> AMQPConnection {
        let connection = AMQPConnection(endpoint, options: options)
        try await connection.start()
        return connection
    }

    private init(_ endpoint: AMQPEndpoint, options: ConnectionOptions) {
        self.endpoint = endpoint
        self.options = options
        executor = ThreadExecutor(name: "amqp")
    }

    isolated deinit {
        wire = nil
        executor.stop()
    }

    private func start() throws(AMQPError) {
        let wire = try Wire.open(endpoint, options: options)
        serverVersion = wire.serverVersion
        self.wire = wire
        isUsable.store(true, ordering: .releasing)
        let interval = wire.heartbeat == .zero ? options.heartbeat / 4 : wire.heartbeat / 4
        executor.repeatEvery(interval) { [weak self] in
            self?.assumeIsolated { $0.service() }
        }
    }

    /// Says goodbye to the broker and closes. Unacknowledged deliveries go back to their queues.
    package func close() {
        if let wire {
            try? wire.sendConnectionClose()
            let deadline = Deadline(after: .seconds(1))
            while !deadline.hasPassed, let frame = try? wire.nextFrame(within: deadline.remaining) {
                if case .done = frame { break }
            }
        }
        end(AMQPError(.closed, operation: "close", object: endpoint.address, text: "closed by us"))
    }

    /// Reads what has arrived without waiting; heartbeats are sent and watched in passing.
    func drain() throws(AMQPError) {
        while let event = try nextEvent(within: .zero) {
            guard case .handled = event else { throw fail(unexpected: event, to: "nothing", of: endpoint.address) }
        }
    }

    /// The oldest unread message of a consumer.
    func takeFromInbox() -> Delivery? {
        inbox.isEmpty ? nil : inbox.removeFirst()
    }

    private func service() {
        // A failure is kept, and thrown by whatever is called next.
        try? drain()
    }

    /// The wire, or the reason why there is none.
    func liveWire() throws(AMQPError) -> Wire {
        if let wire { return wire }
        throw failure ?? AMQPError(.closed, operation: "use", object: endpoint.address, text: "not open")
    }

    /// Runs one step on the wire; an error ends the connection.
    func onWire<Result>(_ step: (Wire) throws(AMQPError) -> Result) throws(AMQPError) -> Result {
        let wire = try liveWire()
        do {
            return try step(wire)
        } catch {
            throw end(error)
        }
    }

    /// Ends the connection and keeps the first reason.
    @discardableResult
    func end(_ error: AMQPError) -> AMQPError {
        isUsable.store(false, ordering: .releasing)
        wire = nil
        inbox = []
        failure = failure ?? error
        return error
    }
}
