import CSandbox
import Foundation

/// What a locked process can and cannot do: tried, not assumed.
package struct SandboxTrial: Codable, Sendable {
    /// An attempt at something that the locks forbid.
    package struct Attempt: Codable, Sendable {
        package let what: String
        package let worked: Bool
        package let detail: String
    }

    package let report: SandboxReport
    package let attempts: [Attempt]

    /// Locks this process and tries everything; for a process made for it.
    ///
    /// - Parameter folder: where writing a file is tried.
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

    /// Has this program lock itself in a child process, and asks what holds there.
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
