import BlockingExecutor
import Synchronization

/// One connection with one channel to RabbitMQ, on its own thread.
///
/// Its methods block that thread, never the cooperative pool. Heartbeats and other broker frames are also served while
/// it is idle. Any error ends the connection permanently; open a new one (`ReconnectingConnection` does this). Use
/// separate connections for publishing and consuming: during an alarm the broker stops reading from publishing
/// connections.
package actor AMQPConnection {
    /// Unread consumer messages to keep; beyond this the oldest are dropped.
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
    /// The error that ended the connection.
    package private(set) var failure: AMQPError?
    /// The broker's reason for refusing messages, if it currently does.
    package internal(set) var blockedReason: String? {
        didSet { isRefusing.store(blockedReason != nil, ordering: .releasing) }
    }
    package private(set) var serverVersion = ""

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Whether calls may succeed. Stays false after the first failure.
    package nonisolated var isOpen: Bool { isUsable.load(ordering: .acquiring) }

    /// Whether the broker currently refuses messages.
    package nonisolated var isBlocked: Bool { isRefusing.load(ordering: .acquiring) }

    /// The broker's `host:port`.
    package nonisolated var address: String { endpoint.address }

    /// Connects and logs in, within the limits set by the options.
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

    /// Closes the connection cleanly. Unacknowledged deliveries return to their queues.
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

    /// Reads what has arrived without waiting; also sends and checks heartbeats.
    func drain() throws(AMQPError) {
        while let event = try nextEvent(within: .zero) {
            guard case .handled = event else { throw fail(unexpected: event, to: "nothing", of: endpoint.address) }
        }
    }

    /// Removes and returns the oldest unread consumer message.
    func takeFromInbox() -> Delivery? {
        inbox.isEmpty ? nil : inbox.removeFirst()
    }

    private func service() {
        // A failure is recorded and thrown by the next call.
        try? drain()
    }

    /// Returns the wire, or throws the error that ended the connection.
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

    /// Ends the connection and records the first error.
    @discardableResult
    func end(_ error: AMQPError) -> AMQPError {
        isUsable.store(false, ordering: .releasing)
        wire = nil
        inbox = []
        failure = failure ?? error
        return error
    }
}
