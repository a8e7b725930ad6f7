import ArgumentParser
import Decoding
import Foundation
import Sandbox
import Worker

/// The sandbox of the processes that decode, for `worker run` and `run`.
struct SandboxOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Whether every lock of the sandbox must hold: require, prefer (warn of missing locks) or off. Default: \
            RELECTURE_SANDBOX, or prefer.
            """, valueName: "policy"))
    var sandbox: SandboxPolicy?

    @Option(
        help: ArgumentHelp(
            """
            The account that processes reading footage switch to when started by root. Default: \
            RELECTURE_SANDBOX_USER, or nobody.
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
                    "there is no account \"\(name)\" without privileges: create one, or change --sandbox-user")
            }
            walls.account = account
        }
        return walls
    }

    func probeWalls() throws -> ProbeWalls {
        let walls = try walls()
        return ProbeWalls(policy: walls.policy, account: walls.account)
    }

    /// Returns the same settings as variables for worker processes started by this one.
    func environment() throws -> [String: String] {
        let name = sandboxUser ?? Surroundings.variable("RELECTURE_SANDBOX_USER") ?? ""
        return ["RELECTURE_SANDBOX": try walls().policy.rawValue, "RELECTURE_SANDBOX_USER": name]
    }

    /// Tries the locks in a child process, warns of missing ones on standard error, and throws if a required one is
    /// missing.
    ///
    /// - Returns: The layers that hold.
    @discardableResult
    func check() async throws -> SandboxReport {
        let walls = try walls()
        let report: SandboxReport
        do {
            report = try await SandboxTrial.run(walls.lock()).report
        } catch ChildProcess.Failure.exited(_, let words) {
            // The last line that the child wrote is the finding.
            let line =
                words.split(whereSeparator: \.isNewline).last.map(String.init) ?? "the trial of the sandbox failed"
            throw CommandError(line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line)
        } catch let failure as ChildProcess.Failure {
            throw CommandError("the trial of the sandbox failed; run `relecture doctor` to repeat it: \(failure)")
        }
        if !report.isComplete {
            StandardError.write(
                "warning: footage is read without a complete sandbox (policy \(walls.policy.rawValue)); a crafted file "
                    + "could do what is not locked: \(report.summary)\n")
        }
        return report
    }
}

extension SandboxPolicy: ExpressibleByArgument {}

extension SandboxLayer: ExpressibleByArgument {}
