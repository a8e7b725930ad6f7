import Analysis
package import Foundation
package import Sandbox
import Timelines
import Video

/// What passes between a worker and the child process that reviews a chunk for it.
///
/// The assignment goes in as JSON; signs of life and progress, then either the findings or a failure come out as framed
/// messages. The footage is read from descriptors that the child inherits.
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

    /// Runs in the child: locks itself, reads the assignment, reviews, writes answers.
    package static func serve(_ lock: SandboxLock, input: FileHandle, output: MessageWriter) {
        LockedChild.serve(lock, input: input, output: output, failure: failure, warmUp: warmUp) {
            (assignment: ChunkAssignment) in
            let pulse = SpacedCall { output.send(alive, []) }
            var reported: Int64 = 0
            let review = try ChunkReview(assignment, interruption: Interruption(onRead: pulse.call))
            // What is said while files are opened is about codecs that are kept from running there.
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
