import Foundation
import Sandbox
import Video
import WorkLedger

/// What every child process does around its work: apply the sandbox before the first byte of input is read, and report
/// failures.
enum LockedChild {
    /// Applies the sandbox, decodes the order and runs the work; sends a failure message if any step throws.
    ///
    /// - Parameters:
    ///   - failure: The message kind for failures.
    ///   - order: The type of the JSON order on standard input.
    ///   - warmUp: Runs code that opens files on first use, before the sandbox forbids it.
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
