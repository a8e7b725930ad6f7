/// What the private PostgreSQL guarantees after a power failure.
package enum Durability: Sendable {
    /// Committed data survives.
    case durable
    /// No guarantee: for tests, whose data is thrown away.
    case throwaway
}
