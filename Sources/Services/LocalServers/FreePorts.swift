import Foundation

/// Finds TCP ports on 127.0.0.1 below the range the kernel gives to outgoing connections.
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

    /// Whether a server could listen there now.
    static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // As servers do: connections of an earlier one that are still fading away are no obstacle.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        return LoopbackAddress.with(port) { bind(descriptor, $0, $1) } == 0
    }
}
