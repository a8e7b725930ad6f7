import CSandbox
import Foundation
import Synchronization

/// A child process that reads its task from standard input and replies with framed messages on standard output.
///
/// Its whole process group is killed if the task running it is cancelled or a limit is exceeded. It inherits only the
/// given environment variables, its three standard descriptors and those passed to it.
package struct ChildProcess: Sendable {
    private let executable: String
    private let arguments: [String]
    /// Maximum message length in bytes.
    private let messageLimit: Int
    private let environment: [String: String]

    package init(
        executable: String, arguments: [String], messageLimit: Int = 1 << 28,
        environment: [String: String] = ChildProcess.environment
    ) {
        self.executable = executable
        self.arguments = arguments
        self.messageLimit = messageLimit
        self.environment = environment
    }

    /// The minimal environment for any program, without this process's addresses and passwords.
    package static var environment: [String: String] {
        // Disable Swift's backtracer: on a crash it would open files and start a program.
        var environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SWIFT_BACKTRACE": "enable=no"]
        environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        return environment
    }

    /// Runs the child to its end.
    ///
    /// - Parameters:
    ///   - input: its entire standard input.
    ///   - descriptors: open files that it inherits as descriptors 3 and up; the caller keeps ownership.
    ///   - onUsage: receives the child's resource usage, however it ended.
    ///   - onMessage: receives each message as it arrives, on a separate thread; throwing kills the child.
    package func run(
        input: [UInt8], descriptors: [Int32] = [], limits: ChildLimits = ChildLimits(),
        onUsage: @escaping @Sendable (ChildUsage) -> Void = { _ in },
        onMessage: @escaping @Sendable (MessageFraming.Message) throws -> Void
    ) async throws {
        try Task.checkCancellation()
        let bell = ChildBell()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                // One thread from start to end: the kernel ties the child's life to the thread that started it.
                let thread = Thread {
                    Thread.current.name = "child-process"
                    let result = Result {
                        try ChildSupervision.run(
                            start: { try start($0, descriptors) }, input: input, bell: bell,
                            limits: limits, framing: MessageFraming(limit: messageLimit), onUsage: onUsage,
                            onMessage: onMessage)
                    }
                    bell.close()
                    continuation.resume(with: result)
                }
                thread.start()
            }
        } onCancel: {
            bell.ring()
        }
        // Being killed on cancellation is not a failure of the child.
        try Task.checkCancellation()
    }

    /// - Parameter standard: the child's ends of its three pipes.
    private func start(_ standard: [Int32], _ descriptors: [Int32]) throws -> Int32 {
        var pid: pid_t = 0
        let given = standard + descriptors
        let words = ([executable] + arguments).map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        let code = csandbox_spawn(&pid, executable, words, variables, given, Int32(given.count))
        guard code == 0 else { throw Failure.notStarted("\(executable): \(String(cString: strerror(code)))") }
        return pid
    }
}
