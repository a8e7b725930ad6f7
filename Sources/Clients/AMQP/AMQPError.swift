/// A failure at the broker or on the way to it: operation, object, and the library's or broker's own text.
package struct AMQPError: Error, Sendable, Equatable {
    /// The kind of failure, on which callers base their reaction.
    package enum Kind: Sendable, Equatable {
        /// The configured address cannot be parsed.
        case invalidEndpoint
        /// No TCP connection: nothing listens there, the name does not resolve, or the attempt timed out.
        case unreachable
        /// The broker refused the user name or password.
        case authenticationRefused
        /// TLS negotiation failed or the server's certificate was rejected.
        case insecure
        /// The connection ended without a close from the broker.
        case connectionLost
        /// No reply within the limit; the connection was closed.
        case timeout
        /// The broker currently refuses messages (memory or disk alarm). Nothing was sent.
        case blocked
        /// The broker closed the connection or channel with this reply code, or cancelled our consumer.
        case closedByBroker(code: Int)
        /// The broker sent an unexpected frame, or the library rejected a request.
        case protocolViolation
        /// Closed by this process.
        case closed
    }

    package let kind: Kind
    /// The C function or AMQP method.
    package let operation: String
    /// The target of the operation: `host:port`, an exchange or a queue.
    package let object: String
    /// The library's or the broker's own text.
    package let text: String

    package init(_ kind: Kind, operation: String, object: String, text: String) {
        self.kind = kind
        self.operation = operation
        self.object = object
        self.text = text
    }

    static func invalidEndpoint(_ text: String) -> AMQPError {
        AMQPError(.invalidEndpoint, operation: "parse", object: "AMQP address", text: text)
    }

    /// Whether the operation may succeed on a new connection without manual intervention.
    package var isRetriable: Bool {
        switch kind {
        case .unreachable, .connectionLost, .timeout, .blocked, .protocolViolation: true
        case .invalidEndpoint, .authenticationRefused, .insecure, .closed: false
        // 403 access refused, 406 precondition failed, 530 not allowed: these need manual intervention. A missing queue
        // (404) is retriable because the topology is declared again on the next connection.
        case .closedByBroker(let code): ![403, 406, 530].contains(code)
        }
    }
}

extension AMQPError: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .invalidEndpoint: "the AMQP address is not usable: \(text) (amqp://user:password@host:port/vhost)"
        case .unreachable: "cannot reach RabbitMQ at \(object): \(text)"
        case .authenticationRefused: "RabbitMQ at \(object) refused the user name or password"
        case .insecure: "no trustworthy TLS connection to RabbitMQ at \(object): \(text)"
        case .connectionLost: "lost the connection to RabbitMQ during \(operation) of \(object): \(text)"
        case .timeout: "RabbitMQ did not answer \(operation) of \(object) in time: \(text)"
        case .blocked: "RabbitMQ takes no messages at present: \(text); free memory or disk space on the broker"
        case .closedByBroker(let code): "RabbitMQ refused \(operation) of \(object): \(text) (\(code))"
        case .protocolViolation: "unexpected answer of RabbitMQ to \(operation) of \(object): \(text)"
        case .closed: "the connection to RabbitMQ at \(object) was closed"
        }
    }
}
