import BlockingExecutor
import Foundation
import Glibc
import Synchronization

/// The real program as a separate process, with its output in a file.
package final class ProgramProcess: Sendable {
    /// The result of a finished process.
    package struct Outcome: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String

        package var lastWord: String { errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? "" }
    }

    private let process = Mutex(Process())
    private let exited = AsyncStream.makeStream(of: Void.self)
    private let output: String
    package let log: String

    /// - Parameters:
    ///   - prefix: a command before the program, such as `ip netns exec NAME`.
    ///   - name: of its output files in `folder`; output is appended to existing files.
    package static func start(
        prefix: [String] = [], program: String, _ arguments: [String], environment: [String: String], folder: String,
        name: String
    ) async throws -> ProgramProcess {
        try await ProcessSpawner.shared.start {
            try ProgramProcess(prefix + [program] + arguments, environment: environment, folder: folder, name: name)
        }
    }

    private init(_ command: [String], environment: [String: String], folder: String, name: String) throws {
        (output, log) = ("\(folder)/\(name).out", "\(folder)/\(name).log")
        let files = try [output, log].map { path in
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil)
            }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.seekToEnd()
            return file
        }
        try process.withLock { [exited] process in
            // The process must not outlive the program that tests it.
            process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
            process.arguments = ["--pdeathsig", "KILL"] + command
            process.environment = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": folder, "LC_ALL": "C.UTF-8"]
                .merging(environment) {
                    $1
                }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = files[0]
            process.standardError = files[1]
            process.terminationHandler = { _ in exited.continuation.finish() }
            try process.run()
        }
    }

    package var pid: Int32 { process.withLock { $0.processIdentifier } }
    package var isRunning: Bool { process.withLock { $0.isRunning } }

    package func send(_ signal: Int32) {
        process.withLock { process in
            if process.isRunning { kill(process.processIdentifier, signal) }
        }
    }

    /// The running processes that it started.
    package var children: [Int32] {
        let tasks = "/proc/\(pid)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.flatMap { thread in
            let list = (try? String(contentsOfFile: "\(tasks)/\(thread)/children", encoding: .utf8)) ?? ""
            return list.split(separator: " ").compactMap { Int32($0) }
        }
    }

    /// Waits for the process to end.
    @discardableResult
    package func end() async -> Outcome {
        for await _ in exited.stream {}
        // The stream also ends when the task is cancelled; the process must not survive that.
        if Task.isCancelled { send(SIGKILL) }
        process.withLock { if $0.isRunning { $0.waitUntilExit() } }
        return Outcome(
            status: process.withLock { $0.terminationStatus },
            output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
            errors: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }
}

/// Starts processes on a thread that never ends. The kernel kills a process when the thread that started it ends
/// (`PR_SET_PDEATHSIG`), and threads of the cooperative pool come and go.
actor ProcessSpawner {
    static let shared = ProcessSpawner()

    private let executor = ThreadExecutor(name: "process-spawner")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func start(_ make: @Sendable () throws -> ProgramProcess) throws -> ProgramProcess { try make() }
}
