/// What a proxy does to the connections that run through it.
package enum ProxyFault: Sendable, Hashable {
    /// Everything goes through at once.
    case pass
    /// Nobody listens any more; the connections that are there go on.
    case refuse
    /// Nothing is read, sent or closed, as when a cable is cut: both ends wait. New connections get no answer.
    case stall
    /// Connections end at once with RST, new ones too.
    case reset
    /// Everything arrives later, in order.
    case delay(Duration)
    /// No more than so many bytes a second in each direction.
    case throttle(bytesPerSecond: Int)
    /// As `stall`, once so many more bytes went through: in the middle of a message.
    case halt(afterBytes: Int)
    /// RST in the middle of things: once so many more bytes went through, both directions counted.
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
