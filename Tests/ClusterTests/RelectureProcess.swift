import Foundation
import Glibc
import Synchronization
import TestSupport

/// One run of the real program, as a process of its own.
final class RelectureProcess: Sendable {
    /// What a finished process left.
    struct Outcome: Sendable {
        let status: Int32
        /// The number of the signal that ended it.
        let signal: Int32?
        let output: String
        let errors: String

        /// The lines of standard output.
        var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
        /// The last line of standard error, which is where a failure is told.
        var lastWord: String { errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? "" }
    }

    private let process = Mutex<Process>(Process())
    private let exited = AsyncStream.makeStream(of: Void.self)
    private let output: String
    private let errors: String

    /// Starts it. Output goes to files, for nobody reads along and a full pipe would stop it.
    ///
    /// - Parameter environment: all that it gets beside the search path.
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

    /// What a run of the program finds in its environment, beside the variables of a test.
    static func environment(_ variables: [String: String], folder: String) -> [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8", "RELECTURE_PERSON": "tester",
            "RELECTURE_REASON": "a test",
        ].merging(variables) { $1 }
    }

    /// What it has written to standard error so far.
    var errorsSoFar: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

    var pid: Int32 { process.withLock { $0.processIdentifier } }

    func send(_ signal: Int32) {
        process.withLock { process in
            if process.isRunning { kill(process.processIdentifier, signal) }
        }
    }

    /// The processes that it started and that still run.
    var children: [Int32] {
        let tasks = "/proc/\(pid)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.flatMap { thread in
            let list = (try? String(contentsOfFile: "\(tasks)/\(thread)/children", encoding: .utf8)) ?? ""
            return list.split(separator: " ").compactMap { Int32($0) }
        }
    }

    /// Those of its children that review a chunk; its first only tries the locks of the sandbox.
    var decoders: [Int32] {
        children.filter { child in
            let words = FileManager.default.contents(atPath: "/proc/\(child)/cmdline") ?? Data()
            return words.split(separator: 0).dropFirst().first.map { String(decoding: $0, as: UTF8.self) }
                == "review-chunk"
        }
    }

    func end() async throws -> Outcome {
        for await _ in exited.stream {}
        // The stream also ends when the test has run out of its time; nothing may outlive it then.
        if Task.isCancelled { send(SIGKILL) }
        process.withLock { if $0.isRunning { $0.waitUntilExit() } }
        let (status, reason) = process.withLock { ($0.terminationStatus, $0.terminationReason) }
        return Outcome(
            status: status, signal: reason == .uncaughtSignal ? status : nil,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
