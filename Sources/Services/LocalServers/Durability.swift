/// What the private PostgreSQL promises when the machine loses power.
package enum Durability: Sendable {
    /// What was committed stays.
    case durable
    /// Nothing is promised: for tests, whose data is thrown away.
    case throwaway
}
