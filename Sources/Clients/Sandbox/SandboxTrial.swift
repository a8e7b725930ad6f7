import CSandbox
import Foundation

/// The result of testing what a locked process can and cannot do.
package struct SandboxTrial: Codable, Sendable {
    /// One attempt at something that the locks forbid.
    package struct Attempt: Codable, Sendable {
        package let what: String
        package let worked: Bool
        package let detail: String
    }

    package let report: SandboxReport
    package let attempts: [Attempt]

    /// Locks this process and attempts everything. To be run in a process started for this purpose.
    ///
    /// - Parameter folder: where to attempt to write a file.
    package static func inThisProcess(_ lock: SandboxLock, folder: String = "/tmp") throws -> SandboxTrial {
        var attempts: [Attempt] = []
        func attempt(_ what: String, _ code: Int32) {
            attempts.append(Attempt(what: what, worked: code == 0, detail: SandboxLock.text(code)))
        }
        let report = try lock.apply {
            attempt("open", csandbox_try_open("/etc/passwd"))
            attempt("write", csandbox_try_create("\(folder)/relecture-sandbox-\(getpid())"))
            attempt("socket", csandbox_try_socket())
            attempt("connect", csandbox_try_connect())
            attempt("fork", csandbox_try_fork())
            attempt("trace", csandbox_try_trace(lock.parent))
            attempt("signal", csandbox_try_signal(lock.parent))
            attempt("executable-memory", csandbox_try_executable_memory())
            attempt("core-dump", csandbox_try_core())
            attempt("exec", csandbox_try_exec())
        }
        return SandboxTrial(report: report, attempts: attempts)
    }

    /// Runs this program in a child process that locks itself, and returns the test results.
    package static func run(
        _ lock: SandboxLock, executable: String = OwnExecutable.path, arguments: [String] = ["sandbox-trial"]
    ) async throws -> SandboxTrial {
        let answers = Answers()
        var limits = ChildLimits()
        limits.time = .seconds(30)
        try await ChildProcess(executable: executable, arguments: arguments + ["--lock", try lock.encoded()])
            .run(input: [], limits: limits) { message in
                answers.keep(try JSONDecoder().decode(SandboxTrial.self, from: Data(message.payload)))
            }
        guard let trial = answers.last else {
            throw ChildProcess.Failure.brokenOutput("the trial of the sandbox ended without an answer")
        }
        return trial
    }
}
