import Analysis
package import Foundation
package import Sandbox
import Timelines
import Video

/// The protocol between a worker and the child process that reviews a chunk for it.
///
/// The assignment goes in as JSON. Heartbeats and progress, then either findings or a failure, come out as framed
/// messages. The child reads the footage from inherited descriptors.
package enum ChildProtocol {
    private static let progress: UInt8 = 1
    private static let findings: UInt8 = 2
    private static let failure: UInt8 = 3
    private static let alive: UInt8 = 4

    enum Answer: Sendable {
        case alive
        /// Microseconds of footage reviewed so far.
        case progress(Int64)
        case findings(ChunkFindings)
        case failure(ChildFailure)
    }

    /// Runs in the child: applies the sandbox, reads the assignment, reviews the chunk and writes the answers.
    package static func serve(_ lock: SandboxLock, input: FileHandle, output: MessageWriter) {
        LockedChild.serve(lock, input: input, output: output, failure: failure, warmUp: warmUp) {
            (assignment: ChunkAssignment) in
            let pulse = SpacedCall { output.send(alive, []) }
            var reported: Int64 = 0
            let review = try ChunkReview(assignment, interruption: Interruption(onRead: pulse.call))
            // Enable the log only now: while opening files, libav complains about codecs that are deliberately
            // disabled.
            VideoLog.tell()
            let found = try review.run { done in
                guard done - reported >= 1_000_000 else { return }
                reported = done
                output.send(progress, Array(String(done).utf8))
            }
            output.send(findings, Array(try JSONEncoder().encode(found)))
        }
    }

    static func answer(_ message: MessageFraming.Message) throws -> Answer {
        switch message.kind {
        case alive: return .alive
        case progress:
            guard let done = Int64(String(decoding: message.payload, as: UTF8.self)) else { throw unreadable(message) }
            return .progress(done)
        case findings:
            return .findings(try JSONDecoder().decode(ChunkFindings.self, from: Data(message.payload)))
        case failure:
            return .failure(try JSONDecoder().decode(ChildFailure.self, from: Data(message.payload)))
        default:
            throw unreadable(message)
        }
    }

    private static func warmUp() {
        _ = try? JSONEncoder().encode(ChunkFindings(tracklets: [], coverage: [], framesAnalysed: 0, framesOutside: 0))
    }

    private static func unreadable(_ message: MessageFraming.Message) -> ChildProcess.Failure {
        .brokenOutput("the child process sent a message of unknown kind \(message.kind)")
    }
}
