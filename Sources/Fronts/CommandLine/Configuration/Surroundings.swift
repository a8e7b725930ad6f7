package import Foundation

/// What a command finds around it: the environment that it reads and the streams that it writes to.
///
/// By default those of the process. Several commands can run in one process, each with surroundings of its own: the
/// value is local to a task and its child tasks. Detached tasks and other threads see the process's own; what runs
/// there captures the value first.
package struct Surroundings: Sendable {
    @TaskLocal package static var current = Surroundings()

    package let environment: [String: String]
    /// Whether the errors are read by a person at a terminal.
    package let isTerminal: Bool
    let output: @Sendable (Data) throws -> Void
    let errors: @Sendable (Data) throws -> Void

    package init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        isTerminal: Bool = isatty(STDERR_FILENO) == 1,
        output: @escaping @Sendable (Data) throws -> Void = { try FileHandle.standardOutput.write(contentsOf: $0) },
        errors: @escaping @Sendable (Data) throws -> Void = { try FileHandle.standardError.write(contentsOf: $0) }
    ) {
        self.environment = environment
        self.isTerminal = isTerminal
        self.output = output
        self.errors = errors
    }

    /// A variable of the environment.
    static func variable(_ name: String) -> String? { current.environment[name] }
}
