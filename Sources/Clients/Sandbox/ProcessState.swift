import Foundation

/// Process information from the kernel.
enum ProcessState {
    static var threads: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0
    }

    /// This process's address space in bytes.
    static var addressSpace: Int64 { pages(of: "self")?.all ?? 0 }

    /// Returns another process's resident memory in bytes, or nil if it is gone.
    static func memory(of pid: Int32) -> Int64? { pages(of: String(pid))?.resident }

    /// Processes killed by the kernel's OOM killer, in any control group, since boot.
    static var memoryKills: Int64 {
        let lines = text("/proc/vmstat")?.split(separator: "\n") ?? []
        let line = lines.first { $0.hasPrefix("oom_kill ") }
        return line.flatMap { Int64($0.dropFirst(9)) } ?? 0
    }

    private static func pages(of process: String) -> (all: Int64, resident: Int64)? {
        let numbers = text("/proc/\(process)/statm")?.split(separator: " ").prefix(2).compactMap { Int64($0) } ?? []
        guard numbers.count == 2 else { return nil }
        let size = Int64(sysconf(Int32(_SC_PAGESIZE)))
        return (numbers[0] * size, numbers[1] * size)
    }

    private static func text(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let got = read(file, &bytes, bytes.count)
        return got > 0 ? String(decoding: bytes[..<got], as: UTF8.self) : nil
    }
}
