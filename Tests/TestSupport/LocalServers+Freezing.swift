import Foundation
import Glibc
package import LocalServers

extension LocalServers {
    /// Stops a server's process without its clients noticing. Returns once all of its threads have stopped, which is
    /// some time after the signal is sent.
    package func freeze(_ server: LocalServer) async throws {
        let status = try await status()
        guard case .running(let process) = server == .database ? status.database : status.broker else {
            throw NeverHappened(description: "the \(server) to freeze is not running: \(status)")
        }
        await send(SIGSTOP, to: server)
        try await eventually("all threads of the \(server) have stopped") {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").allSatisfy { thread in
                let status = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
                return status?.contains("State:\tT") ?? true
            }
        }
    }

    /// Resumes a frozen server.
    package func thaw(_ server: LocalServer) async { await send(SIGCONT, to: server) }
}
