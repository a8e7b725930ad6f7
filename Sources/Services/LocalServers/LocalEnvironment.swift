/// Where the private servers are, passwords included: for environment variables, never for logs.
package struct LocalEnvironment: Sendable, Equatable {
    /// The owner of the database `relecture`.
    package let databaseURL: String
    /// The superuser of that PostgreSQL.
    package let administratorURL: String
    package let amqpURL: String
    /// Where RabbitMQ speaks TLS, if it was told to. PostgreSQL does so on its one port.
    package let amqpsPort: Int?
}
