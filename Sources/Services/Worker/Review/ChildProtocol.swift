import Analysis
package import Foundation
import Sandbox
import Timelines

/// What passes between a worker and the child process that reviews a chunk for it.
///
/// The assignment goes in as JSON; progress, then either the findings or a failure come out as framed messages.
package enum ChildProtocol {
    private static let progress: UInt8 = 1
    private static let findings: UInt8 = 2
    private static let failure: UInt8 = 3

    package enum Answer: Sendable {
        /// Microseconds of footage reviewed so far.
        case progress(Int64)
        case findings(ChunkFindings)
        /// One line.
        case failure(String)
    }

    /// Runs in the child: reads the assignment, reviews, writes answers.
    package static func serve(input: FileHandle, output: FileHandle) {
        func send(_ kind: UInt8, _ payload: [UInt8]) {
            // A parent that is gone ends the child: there is nobody to work for.
            let message = MessageFraming.Message(kind: kind, payload: payload)
            guard (try? output.write(contentsOf: Data(message.framed))) != nil else { exit(1) }
        }
        do {
            let assignment = try JSONDecoder().decode(
                ChunkAssignment.self, from: try input.readToEnd() ?? Data())
            var reported: Int64 = 0
            let found = try ChunkReview(assignment).run { done in
                guard done - reported >= 1_000_000 else { return }
                reported = done
                send(progress, Array(String(done).utf8))
            }
            send(findings, Array(try JSONEncoder().encode(found)))
        } catch {
            send(failure, Array(String(describing: error).utf8))
        }
    }

    static func answer(_ message: MessageFraming.Message) throws -> Answer {
        switch message.kind {
        case progress:
            guard let done = Int64(String(decoding: message.payload, as: UTF8.self)) else { throw unreadable(message) }
            return .progress(done)
        case findings:
            return .findings(try JSONDecoder().decode(ChunkFindings.self, from: Data(message.payload)))
        case failure:
            return .failure(String(decoding: message.payload, as: UTF8.self))
        default:
            throw unreadable(message)
        }
    }

    private static func unreadable(_ message: MessageFraming.Message) -> ChildProcess.Failure {
        .brokenOutput("the child process sent a message of unknown kind \(message.kind)")
    }
}
