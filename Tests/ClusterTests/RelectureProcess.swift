import Foundation
import Glibc
import Synchronization
import TestSupport

/// One run of the real program as a separate process.
final class RelectureProcess: Sendable {
    /// The result of a finished process.
    struct Outcome: Sendable {
        let status: Int32
        /// The signal that ended it, or nil.
        let signal: Int32?
        let output: String
        let errors: String

        /// The lines of standard output.
        var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
        /// The last line of standard error, where failures are reported.
        var lastWord: String { errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? "" }
    }

    private let process = Mutex<Process>(Process())
    private let exited = AsyncStream.makeStream(of: Void.self)
    private let output: String
    private let errors: String

    /// Starts the program. Output goes to files: no reader drains it meanwhile, and a full pipe would block the
    /// process.
    ///
    /// - Parameter environment: all of its environment except the search path.
    init(_ arguments: [String], environment: [String: String], folder: String) throws {
        let name = "\(folder)/process-\(UUID().uuidString)"
        (output, errors) = (name + ".out", name + ".err")
        for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        let standard = try [output, errors].map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)) }
        try process.withLock { [exited] process in
            process.executableURL = URL(fileURLWithPath: RelectureExecutable.path)
            process.arguments = arguments
            process.environment = RelectureProcess.environment(environment, folder: folder)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = standard[0]
            process.standardError = standard[1]
            process.terminationHandler = { _ in exited.continuation.finish() }
            try process.run()
        }
    }

    /// Returns the environment of a run: the test's variables and the defaults.
    static func environment(_ variables: [String: String], folder: String) -> [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8", "RELECTURE_PERSON": "tester",
            "RELECTURE_REASON": "a test",
        ].merging(variables) { $1 }
    }

    /// Standard error so far.
    var errorsSoFar: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

    var pid: Int32 { process.withLock { $0.processIdentifier } }

    func send(_ signal: Int32) {
        process.withLock { process in
            if process.isRunning { kill(process.processIdentifier, signal) }
        }
    }

    /// Its child processes that are still running.
    var children: [Int32] {
        let tasks = "/proc/\(pid)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.flatMap { thread in
            let list = (try? String(contentsOfFile: "\(tasks)/\(thread)/children", encoding: .utf8)) ?? ""
            return list.split(separator: " ").compactMap { Int32($0) }
        }
    }

    /// Its children that review a chunk; its first child only tests the sandbox locks.
    var decoders: [Int32] {
        children.filter { child in
            let words = FileManager.default.contents(atPath: "/proc/\(child)/cmdline") ?? Data()
            return words.split(separator: 0).dropFirst().first.map { String(decoding: $0, as: UTF8.self) }
                == "review-chunk"
        }
    }

    func end() async throws -> Outcome {
        for await _ in exited.stream {}
        // The stream also ends when the test runs out of time; no process may outlive the test.
        if Task.isCancelled { send(SIGKILL) }
        process.withLock { if $0.isRunning { $0.waitUntilExit() } }
        let (status, reason) = process.withLock { ($0.terminationStatus, $0.terminationReason) }
        return Outcome(
            status: status, signal: reason == .uncaughtSignal ? status : nil,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
