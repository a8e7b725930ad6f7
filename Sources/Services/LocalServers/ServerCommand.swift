import Foundation
import Subprocess
import SystemPackage

/// A program run on behalf of a server: as its account, in its directory, without the caller's environment.
struct ServerCommand: Sendable {
    let program: String
    let arguments: [String]
    var directory: String
    var account: ServiceAccount?
    var environment: [String: String] = [:]

    /// Runs the program to its end; `output` combines standard output and standard error.
    func run() async throws -> (succeeded: Bool, output: String) {
        let result = try await Subprocess.run(
            .path(FilePath(commandLine[0])), arguments: Arguments(Array(commandLine.dropFirst())),
            environment: subprocessEnvironment, workingDirectory: FilePath(directory), input: .none,
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        return (result.terminationStatus.isSuccess, result.standardOutput)
    }

    /// Starts a server that outlives this process: in its own session, with no inherited pipes, appending output to
    /// `log`.
    func detach(log: String) async throws {
        let file = try FileDescriptor.open(
            FilePath(log), .writeOnly, options: [.create, .append, .closeOnExec], permissions: [.ownerReadWrite])
        let result = try await Subprocess.run(
            .path("/usr/bin/setsid"), arguments: Arguments(["--fork"] + commandLine),
            environment: subprocessEnvironment, workingDirectory: FilePath(directory), input: .none,
            output: .fileDescriptor(file, closeAfterSpawningProcess: true), error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else {
            throw LocalServerError.command(name: program, output: "it could not be started")
        }
    }

    // Uses setpriv instead of changing the user between fork and exec, where glibc may wait for threads the child
    // lacks.
    private var commandLine: [String] {
        guard let account else { return [program] + arguments }
        return ["/usr/bin/setpriv", "--reuid=\(account.user)", "--regid=\(account.group)", "--clear-groups", program]
            + arguments
    }

    private var subprocessEnvironment: Environment {
        let base = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC"]
        return .custom(
            Dictionary(
                uniqueKeysWithValues: base.merging(environment) { _, own in own }.map {
                    (Environment.Key(stringLiteral: $0.key), $0.value)
                }))
    }
}
