import ArgumentParser
import Decoding
import Foundation
import Sandbox
import Worker

/// What is around the processes that decode, for `worker run` and `run` alike.
struct SandboxOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Whether every lock of the sandbox must hold: require, prefer (what is missing is said) or off. Default: \
            RELECTURE_SANDBOX, else prefer.
            """, valueName: "policy"))
    var sandbox: SandboxPolicy?

    @Option(
        help: ArgumentHelp(
            """
            Whom the processes that read footage become when root starts them. Default: RELECTURE_SANDBOX_USER, else \
            nobody.
            """, valueName: "account"))
    var sandboxUser: String?

    @Option(help: .hidden)
    var sandboxWithout: [SandboxLayer] = []

    func walls() throws -> ReviewGuard {
        let environment = Surroundings.current.environment
        var walls = ReviewGuard()
        walls.without = Set(sandboxWithout)
        if let sandbox {
            walls.policy = sandbox
        } else if let text = environment["RELECTURE_SANDBOX"], !text.isEmpty {
            guard let policy = SandboxPolicy(rawValue: text) else {
                throw CommandError("RELECTURE_SANDBOX is \"\(text)\": set it to require, prefer or off")
            }
            walls.policy = policy
        }
        let name = sandboxUser ?? environment["RELECTURE_SANDBOX_USER"] ?? ""
        if !name.isEmpty {
            guard let account = SandboxAccount(named: name) else {
                throw CommandError(
                    "there is no account \"\(name)\" without privileges: make one, or change --sandbox-user")
            }
            walls.account = account
        }
        return walls
    }

    func probeWalls() throws -> ProbeWalls {
        let walls = try walls()
        return ProbeWalls(policy: walls.policy, account: walls.account)
    }

    /// The same for worker processes of this one.
    func environment() throws -> [String: String] {
        let name = sandboxUser ?? Surroundings.variable("RELECTURE_SANDBOX_USER") ?? ""
        return ["RELECTURE_SANDBOX": try walls().policy.rawValue, "RELECTURE_SANDBOX_USER": name]
    }

    /// Tries the locks in a child process, says on standard error what is missing, and refuses to go on without what is
    /// required. Answers with the layers that hold.
    @discardableResult
    func check() async throws -> SandboxReport {
        let walls = try walls()
        let report: SandboxReport
        do {
            report = try await SandboxTrial.run(walls.lock()).report
        } catch ChildProcess.Failure.exited(_, let words) {
            // What it said is the finding.
            let line =
                words.split(whereSeparator: \.isNewline).last.map(String.init) ?? "the trial of the sandbox failed"
            throw CommandError(line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line)
        } catch let failure as ChildProcess.Failure {
            throw CommandError("the trial of the sandbox did not end well, `relecture doctor` repeats it: \(failure)")
        }
        if !report.isComplete {
            StandardError.write(
                "warning: footage is read without a complete sandbox (policy \(walls.policy.rawValue)), a crafted file "
                    + "could do what is not locked: \(report.summary)\n")
        }
        return report
    }
}

extension SandboxPolicy: ExpressibleByArgument {}

extension SandboxLayer: ExpressibleByArgument {}
