import ChunkPlanning
import Footage
package import Foundation
package import Sandbox
import Storage
import Video

/// What passes between an export and the child process that takes a picture for it: the order goes in as JSON, the
/// bytes of the JPEG come out as a framed message, then its size, or why there is none.
package enum PictureProtocol {
    private static let done: UInt8 = 2
    private static let failure: UInt8 = 3
    private static let alive: UInt8 = 4
    private static let bytes: UInt8 = 5

    /// The file itself are the child's descriptors 3 and 4.
    struct Order: Codable, Sendable {
        /// From a keyframe to the wanted picture; its pieces are the scope.
        let source: ChunkAssignment.Source
        /// The wanted picture's place in the source's index.
        let ordinal: Int
        /// Pixels of the widest picture that is made.
        let widest: Int
    }

    /// In pixels.
    struct Size: Codable, Sendable {
        let width: Int
        let height: Int
    }

    enum Answer: Sendable {
        case alive
        case bytes([UInt8])
        case done(Size)
        case failure(ChildFailure)
    }

    /// Runs in the child: locks itself, reads the order, decodes, encodes one picture.
    package static func serve(_ lock: SandboxLock, input: FileHandle, output: MessageWriter) {
        LockedChild.serve(lock, input: input, output: output, failure: failure, warmUp: warmUp) { (order: Order) in
            let pulse = SpacedCall { output.send(alive, []) }
            let source = order.source
            let reader = try PacketReader(source: source, interruption: Interruption(onRead: pulse.call))
            guard order.widest > 0, reader.index.entries.indices.contains(order.ordinal) else {
                throw ReviewError.damagedAssignment("the picture is not in its index")
            }
            VideoLog.tell()
            func isInScope(_ ordinal: Int) -> Bool {
                let offset = reader.index.offset(of: reader.index.entries[ordinal])
                return source.pieces.contains { $0.contains(source.start.advanced(byMicroseconds: offset)) }
            }
            let picture = try reader.picture(
                order.ordinal, isInScope: isInScope, encoder: PictureEncoder(widest: order.widest))
            if let picture {
                output.send(bytes, picture.bytes)
                let size = Size(width: picture.width, height: picture.height)
                output.send(done, Array(try JSONEncoder().encode(size)))
            } else {
                let reason = ChildFailure(.permanent, "damaged", "the picture of that moment cannot be decoded whole")
                output.send(failure, Array(try JSONEncoder().encode(reason)))
            }
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
        _ = try? JSONEncoder().encode(Size(width: 1, height: 1))
    }
}
