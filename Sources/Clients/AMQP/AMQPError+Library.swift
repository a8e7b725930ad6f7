import CRabbitMQ
import Glibc

extension AMQPError {
    /// Creates an error from one of the library's negative status codes.
    init(status: CInt, operation: String, object: String) {
        let kind: Kind =
            switch Int(status) {
            case Self.sslRange: .insecure
            case Int(AMQP_STATUS_TIMEOUT.rawValue), Int(AMQP_STATUS_HEARTBEAT_TIMEOUT.rawValue): .timeout
            case Int(AMQP_STATUS_CONNECTION_CLOSED.rawValue), Int(AMQP_STATUS_SOCKET_ERROR.rawValue),
                Int(AMQP_STATUS_SOCKET_CLOSED.rawValue), Int(AMQP_STATUS_TCP_ERROR.rawValue):
                .connectionLost
            default: .protocolViolation
            }
        self.init(kind, operation: operation, object: object, text: String(cString: amqp_error_string2(status)))
    }

    /// Returns the error for a failed connection attempt; `systemError` is `errno` right after the attempt.
    static func opening(status: CInt, systemError: CInt, endpoint: AMQPEndpoint) -> AMQPError {
        let address = endpoint.address
        let operation = "amqp_socket_open_noblock"
        let error = AMQPError(status: status, operation: operation, object: address)
        if error.kind == .insecure {
            let text = error.text + advice(status, endpoint)
            return AMQPError(.insecure, operation: operation, object: address, text: text)
        }
        var text = error.text
        if error.kind == .connectionLost {
            // The library reads SO_ERROR but discards it; errno is still as connect(2) set it.
            let isKnown = ![0, EINPROGRESS, EAGAIN, EINTR].contains(systemError)
            text = isKnown ? String(cString: strerror(systemError)) : "connection refused, or no route"
        }
        return AMQPError(.unreachable, operation: operation, object: address, text: text)
    }

    /// Returns advice on a failed TLS handshake, since the library reports little more than the failure.
    private static func advice(_ status: CInt, _ endpoint: AMQPEndpoint) -> String {
        if endpoint.isNumeric { return "; use the host's name, certificates are not matched with IP addresses" }
        if status == CInt(AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED.rawValue) {
            return "; connect by a name that stands in the server's certificate"
        }
        let file = endpoint.tls?.authorities ?? ""
        return "; the server must speak TLS 1.2 or newer, with a certificate for \(endpoint.host) that an authority in "
            + "\(file) has signed (cacertfile=FILE in the URL names another)"
    }

    /// Creates the error in an RPC reply, or nil if it contains none.
    init?(reply: amqp_rpc_reply_t, operation: String, object: String) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL: return nil
        case AMQP_RESPONSE_SERVER_EXCEPTION:
            switch IncomingFrame(method: reply.reply) {
            case .connectionClosed(let code, let text), .channelClosed(let code, let text):
                self.init(.closedByBroker(code: code), operation: operation, object: object, text: text)
            default:
                self.init(.protocolViolation, operation: operation, object: object, text: "unknown exception")
            }
        case AMQP_RESPONSE_LIBRARY_EXCEPTION:
            self.init(status: reply.library_error, operation: operation, object: object)
        default:
            self.init(.connectionLost, operation: operation, object: object, text: "end of stream")
        }
    }

    private static var sslRange: ClosedRange<Int> {
        Int(_AMQP_STATUS_SSL_NEXT_VALUE.rawValue)...Int(AMQP_STATUS_SSL_ERROR.rawValue)
    }
}
