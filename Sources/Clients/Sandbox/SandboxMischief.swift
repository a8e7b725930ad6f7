import CSandbox
import Foundation

/// What a hostile file could make a decoder do, done deliberately inside the sandbox to test its supervision.
package enum SandboxMischief: String, CaseIterable, Sendable {
    case crash, loop, silence, memory, exit, socket, exec, write, killed

    /// Misbehaves, and never returns.
    package func run() -> Never {
        switch self {
        case .crash: raise(SIGSEGV)
        case .loop: while true { _ = getppid() }
        case .silence: while true { usleep(100_000) }
        case .memory: SandboxMischief.bomb()
        case .exit: _exit(9)
        case .socket: _ = csandbox_try_socket()
        case .exec: _ = csandbox_try_exec()
        case .write: _ = csandbox_try_create("/tmp/relecture-mischief")
        case .killed: raise(SIGKILL)
        }
        // The call was refused and the process survived.
        _exit(10)
    }

    /// Allocates and uses memory as fast as possible.
    private static func bomb() -> Never {
        while csandbox_take_memory(16 << 20) == 0 {}
        raise(SIGSEGV)
        _exit(11)
    }
}
