package import Foundation
import ChunkPlanning
import Footage
package import Sandbox
import Storage
import Video

/// What passes between an export and the child process that cuts a clip for it: the order goes in as JSON, the bytes of
/// the clip come out as framed messages, then word that it is whole, or why it is not.
package enum ClipProtocol {
    private static let done: UInt8 = 2
    private static let failure: UInt8 = 3
    private static let alive: UInt8 = 4
    private static let bytes: UInt8 = 5

    /// The file itself are the child's descriptors 3 and 4.
    struct Order: Codable, Sendable {
        let source: ChunkAssignment.Source
        let form: StreamCopy.Form
    }

    enum Answer: Sendable {
        case alive
        case bytes([UInt8])
        case done
        case failure(ChildFailure)
    }

    /// Runs in the child: locks itself, reads the order, copies packets.
    package static func serve(_ lock: SandboxLock, input: FileHandle, output: MessageWriter) {
        LockedChild.serve(lock, input: input, output: output, failure: failure) { (order: Order) in
            let pulse = SpacedCall { output.send(alive, []) }
            let reader = try PacketReader(source: order.source, interruption: Interruption(onRead: pulse.call))
            VideoLog.tell()
            try reader.copy(as: order.form) { output.send(bytes, Array($0)) }
            output.send(done, [])
        }
    }

    static func answer(_ message: MessageFraming.Message) throws -> Answer {
        switch message.kind {
        case alive: return .alive
        case bytes: return .bytes(message.payload)
        case done: return .done
        case failure: return .failure(try JSONDecoder().decode(ChildFailure.self, from: Data(message.payload)))
        default:
            throw ChildProcess.Failure.brokenOutput("the child process sent a message of unknown kind \(message.kind)")
        }
    }
}
