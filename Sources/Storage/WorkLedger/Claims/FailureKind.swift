/// What to expect of another attempt at a chunk that failed.
package enum FailureKind: String, Codable, Sendable, CaseIterable {
    /// It may well succeed: a mount was missing, a server was away, somebody killed a process.
    case transient
    /// It would fail the same way: the file is not the one that was imported, or may not be decoded.
    case permanent
    /// The chunk ended the process that decoded it; another host shall try once more.
    case poison
}
