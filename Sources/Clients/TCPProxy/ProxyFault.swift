/// A fault that a proxy injects into its connections.
package enum ProxyFault: Sendable, Hashable {
    /// Forwards everything at once.
    case pass
    /// Refuses new connections; existing ones continue.
    case refuse
    /// Reads, sends and closes nothing, as if a cable were cut: both ends wait. New connections get no reply.
    case stall
    /// Resets connections at once with RST, including new ones.
    case reset
    /// Delays everything, in order.
    case delay(Duration)
    /// Limits the bytes per second in each direction.
    case throttle(bytesPerSecond: Int)
    /// Stalls after this many more bytes, in the middle of a message.
    case halt(afterBytes: Int)
    /// Resets with RST after this many more bytes, counting both directions.
    case cut(afterBytes: Int)
}

extension ProxyFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .pass: "pass"
        case .refuse: "refuse"
        case .stall: "stall"
        case .reset: "reset"
        case .delay(let delay): "delay by \(delay)"
        case .throttle(let rate): "throttle to \(rate) B/s"
        case .halt(let bytes): "halt after \(bytes) B"
        case .cut(let bytes): "cut after \(bytes) B"
        }
    }
}
