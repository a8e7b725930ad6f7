/// What happens where the kernel does not offer every layer.
package enum SandboxPolicy: String, Codable, CaseIterable, Sendable {
    /// Nothing is decoded.
    case require
    /// What there is holds; what is missing is said loudly.
    case prefer
    /// No lock is applied: for finding faults only.
    case off
}
