/// What went wrong between us and the broker: operation, object, and the words of the library or the broker.
package struct AMQPError: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The address in the configuration cannot be understood.
        case invalidEndpoint
        /// No TCP connection: nothing listens there, the name is unknown, or no answer in time.
        case unreachable
        /// The broker refused the user name or password.
        case authenticationRefused
        /// TLS could not be agreed or the server's certificate was not accepted.
        case insecure
        /// The connection ended without a word from the broker.
        case connectionLost
        /// No answer within the limit; the connection was cut.
        case timeout
        /// The broker takes no messages at present (memory or disk alarm). Nothing was sent.
        case blocked
        /// The broker closed connection or channel with this reply code, or cancelled our consumer.
        case closedByBroker(code: Int)
        /// The broker answered something that makes no sense here, or the library refused a request.
        case protocolViolation
        /// We closed it ourselves.
        case closed
    }

    package let kind: Kind
    /// The C function or the AMQP method.
    package let operation: String
    /// What it was done to: `host:port`, an exchange or a queue.
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

    /// Whether the same thing may succeed on a new connection without anybody changing anything.
    package var isRetriable: Bool {
        switch kind {
        case .unreachable, .connectionLost, .timeout, .blocked, .protocolViolation: true
        case .invalidEndpoint, .authenticationRefused, .insecure, .closed: false
        // 403 access refused, 406 precondition failed, 530 not allowed: somebody must change something. A missing
        // queue (404) is retriable because the topology is declared again on the next connection.
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
