import Glibc

/// One direction of a connection: bytes read but not yet forwarded.
struct ProxyLane {
    /// Stop reading above this many bytes, so that the sender feels the receiver's pace.
    private static let limit = 1 << 20
    private static let readSize = 16_384

    let source: CInt
    let target: CInt
    private var waiting: [(due: ContinuousClock.Instant, bytes: ArraySlice<UInt8>)] = []
    private var count = 0
    /// When throttled, the earliest time of the next send.
    private var nextSending = ContinuousClock.now
    /// Whether the source will send no more.
    private(set) var hasEnded = false
    private var isShut = false

    init(from source: CInt, to target: CInt) {
        self.source = source
        self.target = target
    }

    var wantsToRead: Bool { !hasEnded && count < ProxyLane.limit }
    /// Whether the source has ended and everything has been forwarded.
    var isDone: Bool { hasEnded && waiting.isEmpty }
    /// When the next bytes may be sent; nil if there are none.
    var due: ContinuousClock.Instant? { waiting.first.map { max($0.due, nextSending) } }

    /// Reads the available bytes. Returns false if the connection is broken.
    mutating func read(_ fault: ProxyFault) -> Bool {
        var buffer = [UInt8](repeating: 0, count: ProxyLane.readSize)
        let size = Glibc.read(source, &buffer, buffer.count)
        if size > 0 {
            var due = ContinuousClock.now
            if case .delay(let delay) = fault { due += delay }
            waiting.append((due, buffer[..<size]))
            count += size
            return true
        }
        guard size < 0 else {
            hasEnded = true
            return true
        }
        return errno == EAGAIN || errno == EINTR
    }

    /// Sends the bytes that are due and may pass. Returns their number, or nil if the connection is broken.
    mutating func send(_ fault: ProxyFault, atMost limit: Int) -> Int? {
        let now = ContinuousClock.now
        var sent = 0
        while let first = waiting.first, max(first.due, nextSending) <= now, sent < limit {
            var size = min(first.bytes.count, limit - sent)
            if case .throttle(let rate) = fault { size = min(size, max(1, rate / 20)) }
            let written = first.bytes.withUnsafeBytes { Glibc.send(target, $0.baseAddress, size, CInt(MSG_NOSIGNAL)) }
            guard written > 0 else { return errno == EAGAIN || errno == EINTR || errno == ENOTCONN ? sent : nil }
            sent += written
            count -= written
            if written == first.bytes.count {
                waiting.removeFirst()
            } else {
                waiting[0].bytes = first.bytes.dropFirst(written)
            }
            if case .throttle(let rate) = fault { nextSending = now + .seconds(1) * written / max(1, rate) }
        }
        if isDone, !isShut {
            shutdown(target, CInt(SHUT_WR))
            isShut = true
        }
        return sent
    }
}
