import CRabbitMQ

/// The librabbitmq that this process runs with.
package enum AMQPLibrary {
    /// Such as `0.11.0`.
    package static var version: String { String(cString: amqp_version()) }
}
