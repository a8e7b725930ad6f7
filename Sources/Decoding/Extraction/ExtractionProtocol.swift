import Footage
package import Foundation
package import Sandbox
import Video

/// The protocol between an export and the child process that extracts footage for it: the order goes in as JSON; the
/// bytes of a clip or picture come out as framed messages, followed by a completion or failure message.
package enum ExtractionProtocol {
    private static let done: UInt8 = 2
    private static let failure: UInt8 = 3
    private static let alive: UInt8 = 4
    private static let bytes: UInt8 = 5

    /// The work to do. The file is open as the child's descriptors 3 and 4.
    struct Order: Codable, Sendable {
        enum Wanted: Codable, Sendable {
            /// All packets of the source's frame index.
            case clip(StreamCopy.Form)
            /// The picture at this ordinal of the source's index, which begins with a keyframe and whose pieces are the
            /// scope; `widest` is the maximum width in pixels.
            case picture(ordinal: Int, widest: Int)
        }

        let source: ChunkAssignment.Source
        let wanted: Wanted
    }

    /// In pixels; 0 for a clip.
    struct Size: Codable, Sendable {
        var width = 0
        var height = 0
    }

    enum Answer: Sendable {
        case alive
        case bytes([UInt8])
        case done(Size)
        case failure(ChildFailure)
    }

    /// Runs in the child: applies the sandbox, reads the order and carries it out.
    package static func serve(_ lock: SandboxLock, input: FileHandle, output: MessageWriter) {
        LockedChild.serve(lock, input: input, output: output, failure: failure, warmUp: warmUp) { (order: Order) in
            let pulse = SpacedCall { output.send(alive, []) }
            let reader = try PacketReader(source: order.source, interruption: Interruption(onRead: pulse.call))
            VideoLog.tell()
            var size = Size()
            switch order.wanted {
            case .clip(let form):
                try reader.copy(as: form) { output.send(bytes, Array($0)) }
            case .picture(let ordinal, let widest):
                let picture = try reader.picture(ordinal, of: order.source, widest: widest)
                output.send(bytes, picture.bytes)
                size = Size(width: picture.width, height: picture.height)
            }
            output.send(done, Array(try JSONEncoder().encode(size)))
        }
    }

    static func answer(_ message: MessageFraming.Message) throws -> Answer {
        switch message.kind {
        case alive: return .alive
        case bytes: return .bytes(message.payload)
        case done: return .done(try JSONDecoder().decode(Size.self, from: Data(message.payload)))
        case failure: return .failure(try JSONDecoder().decode(ChildFailure.self, from: Data(message.payload)))
        default:
            throw ChildProcess.Failure.brokenOutput("the child process sent a message of unknown kind \(message.kind)")
        }
    }

    private static func warmUp() {
        _ = try? JSONEncoder().encode(Size())
    }
}
