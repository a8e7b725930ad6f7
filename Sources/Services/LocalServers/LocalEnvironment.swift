/// The addresses of the private servers including passwords: for environment variables, never for logs.
package struct LocalEnvironment: Sendable, Equatable {
    /// Connects as the owner of the database `relecture`.
    package let databaseURL: String
    /// Connects as the superuser of that PostgreSQL.
    package let administratorURL: String
    package let amqpURL: String
    /// RabbitMQ's TLS port, if enabled. PostgreSQL uses its one port for TLS too.
    package let amqpsPort: Int?
}
