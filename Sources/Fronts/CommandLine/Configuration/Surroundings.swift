package import Foundation

/// The surroundings of a command: the environment that it reads and the streams that it writes to.
///
/// Defaults to those of the process. Several commands can run in one process, each with its own surroundings: the value
/// is local to a task and its child tasks. Detached tasks and other threads see the process's own, so capture the value
/// before starting work there.
package struct Surroundings: Sendable {
    @TaskLocal package static var current = Surroundings()

    package let environment: [String: String]
    /// Whether errors go to a terminal.
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

    /// Returns a variable of the environment.
    static func variable(_ name: String) -> String? { current.environment[name] }
}
