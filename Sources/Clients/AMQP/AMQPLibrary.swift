import CRabbitMQ

/// The librabbitmq loaded by this process.
package enum AMQPLibrary {
    /// For example `0.11.0`.
    package static var version: String { String(cString: amqp_version()) }
}
