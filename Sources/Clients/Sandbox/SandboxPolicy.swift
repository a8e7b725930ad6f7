/// What to do if the kernel lacks some layers.
package enum SandboxPolicy: String, Codable, CaseIterable, Sendable {
    /// Decode nothing.
    case require
    /// Apply the available layers and warn about missing ones.
    case prefer
    /// Apply no locks. For debugging only.
    case off
}

/// One of the locks around a child process that reads untrusted bytes. Each works independently of the others.
package enum SandboxLayer: String, Codable, CaseIterable, Sendable {
    /// Programs it starts cannot gain more rights than it has.
    case noNewPrivileges = "no-new-privileges"
    /// Not root, no supplementary groups, no capabilities.
    case user
    /// Limited memory and processor time; no written files, further descriptors or core dumps.
    case limits
    /// Other processes of the same user cannot inspect it; it dies with its parent.
    case isolation
    /// Opens no paths and reaches no TCP ports (Landlock).
    case landlock
    /// Only the system calls that decoding needs (seccomp).
    case seccomp
    /// Attempts to open a file and create a socket failed as expected.
    case selfTest = "self-test"
}
