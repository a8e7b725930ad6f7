import Foundation
import Sandbox

/// The programs that read footage, each locked in a process of its own.
package enum ChildProgram: Sendable {
    case reviewChunk
    case probeFile
    case extractFootage

    /// Runs in the child: takes an order from standard input, answers on standard output.
    ///
    /// - Parameter lock: the locks that it puts on itself first, encoded.
    package func serve(lock: String) throws {
        let lock = try SandboxLock(encoded: lock)
        // A parent that is gone is noticed by the broken pipe.
        let output = MessageWriter(descriptor: STDOUT_FILENO)
        switch self {
        case .reviewChunk: ChildProtocol.serve(lock, input: .standardInput, output: output)
        case .probeFile: ProbeProtocol.serve(lock, input: .standardInput, output: output)
        case .extractFootage: ExtractionProtocol.serve(lock, input: .standardInput, output: output)
        }
    }
}
