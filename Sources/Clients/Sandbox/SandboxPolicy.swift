/// What to do if the kernel lacks some layers.
package enum SandboxPolicy: String, Codable, CaseIterable, Sendable {
    /// Decode nothing.
    case require
    /// Apply the available layers and warn about missing ones.
    case prefer
    /// Apply no locks. For debugging only.
    case off
}
