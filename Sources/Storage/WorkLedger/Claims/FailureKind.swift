/// What to expect of another attempt at a failed chunk.
package enum FailureKind: String, Codable, Sendable, CaseIterable {
    /// May succeed later: a mount was missing, a server was down, or a process was killed.
    case transient
    /// Would fail the same way: the file is not the one that was imported, or may not be decoded.
    case permanent
    /// Crashed the process that decoded it. Another host should try once more.
    case poison
}
