import Foundation

/// A control group with little memory, where the machine permits creating one.
struct MemoryGroup: Sendable {
    private static let root = ["/sys/fs/cgroup/memory", "/sys/fs/cgroup"].first {
        FileManager.default.fileExists(atPath: "\($0)/memory.limit_in_bytes")
            || FileManager.default.fileExists(atPath: "\($0)/cgroup.controllers")
    }

    static let isAvailable: Bool = {
        guard let group = try? MemoryGroup(megabytes: 64) else { return false }
        group.remove()
        return true
    }()

    private let path: String

    /// The file that takes the ids of the group's processes.
    var processes: String { "\(path)/cgroup.procs" }

    init(megabytes: Int) throws {
        struct Unavailable: Error {}
        guard let root = MemoryGroup.root else { throw Unavailable() }
        path = "\(root)/relecture-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        guard mkdir(path, 0o755) == 0 else { throw Unavailable() }
        let name = ["memory.limit_in_bytes", "memory.max"].first {
            FileManager.default.fileExists(atPath: "\(path)/\($0)")
        }
        guard let name,
            (try? String(megabytes << 20).write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)) != nil
        else {
            rmdir(path)
            throw Unavailable()
        }
    }

    func remove() { rmdir(path) }
}
