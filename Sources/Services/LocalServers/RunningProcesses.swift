import Foundation

/// Finds our servers by their working directory, which no other program uses.
///
/// PID files are stale after a crash or reboot, when PIDs are reused; the working directory of a living process is not.
/// Zombies have none, so an unreaped process counts as gone.
enum RunningProcesses {
    static func working(in directory: String) -> [pid_t] {
        let wanted = URL(filePath: directory).resolvingSymlinksInPath().path(percentEncoded: false)
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.filter { workingDirectory(of: $0) == wanted }
    }

    static func signal(_ processes: [pid_t], _ signal: Int32) {
        processes.forEach { kill($0, signal) }
    }

    /// Waits until no process is left. Returns false after `limit`.
    static func areGone(from directory: String, within limit: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while !working(in: directory).isEmpty {
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return true
    }

    private static func workingDirectory(of process: pid_t) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/\(process)/cwd", &buffer, buffer.count)
        guard length > 0 else { return nil }
        return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
