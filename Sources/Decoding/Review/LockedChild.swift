import Foundation
import Sandbox
import Video
import WorkLedger

/// What all child processes of a worker do around their work: lock themselves before the first byte is read, and tell
/// why they could not do it.
enum LockedChild {
    /// - Parameters:
    ///   - failure: the kind of the message that tells of one.
    ///   - order: what stands on standard input, as JSON.
    ///   - warmUp: uses what would open files when it is first used.
    static func serve<Order: Decodable>(
        _ lock: SandboxLock, input: FileHandle, output: MessageWriter, failure: UInt8, order: Order.Type = Order.self,
        warmUp: () -> Void = {}, _ work: (Order) throws -> Void
    ) {
        do {
            warmUp()
            _ = try? JSONDecoder().decode(Order.self, from: Data("{}".utf8))
            _ = String(format: "%d", 1)
            VideoLibraries.loadEverything()
            _ = try lock.apply()
            try work(try JSONDecoder().decode(Order.self, from: try input.readToEnd() ?? Data()))
        } catch let error as SandboxIncomplete {
            send(ChildFailure(.transient, "sandbox", String(describing: error)), as: failure, to: output)
        } catch {
            send(ChildFailure(error), as: failure, to: output)
        }
    }

    private static func send(_ found: ChildFailure, as kind: UInt8, to output: MessageWriter) {
        guard let payload = try? JSONEncoder().encode(found) else { return }
        output.send(kind, Array(payload))
    }
}
