import Foundation
import Sandbox

/// The child programs that read footage, each sandboxed in its own process.
package enum ChildProgram: Sendable {
    case reviewChunk
    case probeFile
    case extractFootage

    /// Runs in the child: reads an order from standard input and answers on standard output.
    ///
    /// - Parameter lock: The sandbox that the child applies to itself first, encoded.
    package func serve(lock: String) throws {
        let lock = try SandboxLock(encoded: lock)
        // If the parent exits, the broken pipe ends this process.
        let output = MessageWriter(descriptor: STDOUT_FILENO)
        switch self {
        case .reviewChunk: ChildProtocol.serve(lock, input: .standardInput, output: output)
        case .probeFile: ProbeProtocol.serve(lock, input: .standardInput, output: output)
        case .extractFootage: ExtractionProtocol.serve(lock, input: .standardInput, output: output)
        }
    }
}
