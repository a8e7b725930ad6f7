import Foundation

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
