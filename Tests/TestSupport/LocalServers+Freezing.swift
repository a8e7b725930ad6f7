import Foundation
import Glibc
package import LocalServers

extension LocalServers {
    /// Stops a server's process without its clients noticing. Returns when all of its threads stand still, which is
    /// later than the signal is sent.
    package func freeze(_ server: LocalServer) async throws {
        let status = try await status()
        guard case .running(let process) = server == .database ? status.database : status.broker else {
            throw NeverHappened(description: "the \(server) to freeze does not run: \(status)")
        }
        await send(SIGSTOP, to: server)
        try await eventually("all threads of the \(server) stand still") {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").allSatisfy { thread in
                let status = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
                return status?.contains("State:\tT") ?? true
            }
        }
    }

    /// Lets a frozen server go on.
    package func thaw(_ server: LocalServer) async { await send(SIGCONT, to: server) }
}
