/// One of the locks around a child process that reads untrusted bytes. Each holds when the others fail.
package enum SandboxLayer: String, Codable, CaseIterable, Sendable {
    /// No program that it starts can have more rights than itself.
    case noNewPrivileges = "no-new-privileges"
    /// Not root, no supplementary groups, no capabilities.
    case user
    /// Memory, processor time, no written file, no further descriptor, no core dump.
    case limits
    /// Other processes of its user cannot look into it; it dies with the process that started it.
    case isolation
    /// No path can be opened, no TCP port be reached (Landlock).
    case landlock
    /// Nothing but the system calls that decoding needs (seccomp).
    case seccomp
    /// Opening a file and making a socket were tried, and failed.
    case selfTest = "self-test"
}
