import Foundation

/// Messages on a pipe: one byte of kind, four bytes of length (big-endian), the payload.
///
/// The reader trusts nothing: a length over the limit, or a stream that ends within a message, is an error.
package struct MessageFraming: Sendable {
    /// One message: its kind and payload.
    package struct Message: Sendable, Equatable {
        package let kind: UInt8
        package let payload: [UInt8]

        package init(kind: UInt8, payload: [UInt8]) {
            self.kind = kind
            self.payload = payload
        }

        package var framed: [UInt8] {
            let length = UInt32(payload.count)
            return [kind] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + payload
        }
    }

    /// A message announced a length over the limit.
    package struct TooLong: Error, CustomStringConvertible {
        let length: Int
        package var description: String { "a child process announced a message of \(length) bytes" }
    }

    private let limit: Int
    private var buffer: [UInt8] = []

    /// - Parameter limit: maximum payload length in bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Appends received bytes and returns the messages completed by them.
    package mutating func append(_ bytes: some Sequence<UInt8>) throws -> [Message] {
        buffer.append(contentsOf: bytes)
        var messages: [Message] = []
        var start = 0
        while buffer.count - start >= 5 {
            let length = buffer[(start + 1)..<(start + 5)].reduce(0) { $0 << 8 | Int($1) }
            guard length <= limit else { throw TooLong(length: length) }
            guard buffer.count - start - 5 >= length else { break }
            let body = (start + 5)..<(start + 5 + length)
            messages.append(Message(kind: buffer[start], payload: Array(buffer[body])))
            start = body.upperBound
        }
        buffer.removeFirst(start)
        return messages
    }

    /// Whether the bytes received so far end between two messages.
    package var isAtBoundary: Bool { buffer.isEmpty }
}

/// Writes framed messages to a descriptor. To be used from one thread only.
package struct MessageWriter: Sendable {
    private let descriptor: Int32

    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Sends a message. Exits the process if the reader is gone, because its results would have no recipient.
    package func send(_ kind: UInt8, _ payload: [UInt8]) {
        var rest = MessageFraming.Message(kind: kind, payload: payload).framed[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if sent > 0 { rest = rest.dropFirst(sent) } else if errno != EINTR { exit(1) }
        }
    }
}
