import Foundation

/// Finds free TCP ports on 127.0.0.1 below the kernel's ephemeral range.
enum FreePorts {
    static let range = 10_000...32_000

    static func choose(_ count: Int) throws(LocalServerError) -> [Int] {
        var chosen: [Int] = []
        for _ in 0..<2_000 where chosen.count < count {
            let port = Int.random(in: range)
            if !chosen.contains(port), isFree(port) { chosen.append(port) }
        }
        guard chosen.count == count else { throw .noFreePort }
        return chosen
    }

    /// Returns whether a server could listen on the port now.
    static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // As servers do: connections in TIME_WAIT are no obstacle.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        return LoopbackAddress.with(port) { bind(descriptor, $0, $1) } == 0
    }
}
