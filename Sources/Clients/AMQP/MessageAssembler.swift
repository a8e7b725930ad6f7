/// Assembles messages from their frames: method, header, bodies, in this order with nothing in between.
///
///     idle --delivered|got|returned--> awaiting header --header--> collecting bodies --size reached--> idle
struct MessageAssembler {
    /// A complete message, or a frame that stands alone.
    enum Event: Sendable, Equatable {
        case frame(IncomingFrame)
        case returned(reason: String, properties: MessageProperties)
        case delivered(Content)
        case got(Content)
        /// An out-of-sequence frame.
        case violation(String)
    }

    /// A complete message.
    struct Content: Sendable, Equatable {
        let routing: IncomingFrame.Routing
        let properties: MessageProperties
        let body: [UInt8]
    }

    /// Larger than any message we send; a broker that announces more is treated as faulty.
    static let largestBody: UInt64 = 64 << 20

    private enum State {
        case idle
        case awaitingHeader(IncomingFrame)
        case collecting(IncomingFrame, MessageProperties, size: Int)
    }

    private var state = State.idle
    private var body: [UInt8] = []

    mutating func received(_ frame: IncomingFrame) -> Event? {
        switch (state, frame) {
        // The broker may close at any moment, even in the middle of a message.
        case (_, .connectionClosed), (_, .channelClosed): return .frame(frame)
        case (.idle, .returned), (.idle, .delivered), (.idle, .got):
            state = .awaitingHeader(frame)
            return nil
        case (.idle, .header), (.idle, .body): return .violation("content without a method")
        case (.idle, _): return .frame(frame)
        case (.awaitingHeader(let start), .header(let properties, let size)):
            guard size <= Self.largestBody else { return .violation("a message of \(size) bytes") }
            body = []
            state = .collecting(start, properties, size: Int(size))
            return finishIfComplete()
        case (.collecting(_, _, let size), .body(let bytes)):
            guard body.count + bytes.count <= size else { return .violation("a body longer than announced") }
            body += bytes
            return finishIfComplete()
        default: return .violation("a method within a message")
        }
    }

    private mutating func finishIfComplete() -> Event? {
        guard case .collecting(let start, let properties, let size) = state, body.count == size else { return nil }
        state = .idle
        defer { body = [] }
        switch start {
        case .returned(let reason): return .returned(reason: reason, properties: properties)
        case .delivered(let routing):
            return .delivered(Content(routing: routing, properties: properties, body: body))
        case .got(let routing): return .got(Content(routing: routing, properties: properties, body: body))
        default: preconditionFailure("Only methods that carry content start a message.")
        }
    }
}
