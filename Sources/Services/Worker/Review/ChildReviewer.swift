import Sandbox
import Synchronization

/// Reviews a chunk in a child process of its own.
package struct ChildReviewer: Sendable {
    /// The chunk could not be reviewed; the attempt has failed, the worker has not.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        /// A signal ended the child process.
        package var isCrash = false
    }

    private let child: ChildProcess

    /// - Parameter executable: this program; the default also holds when its file was replaced by an upgrade.
    package init(executable: String = "/proc/self/exe", arguments: [String] = ["review-chunk"]) {
        child = ChildProcess(executable: executable, arguments: arguments)
    }

    /// - Parameter progress: hears the microseconds of footage reviewed so far, about once a second of footage.
    package func review(
        _ assignment: ChunkAssignment, progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> ChunkFindings {
        let findings = Mutex<ChunkFindings?>(nil)
        do {
            try await child.run(input: try assignment.encoded()) { message in
                switch try ChildProtocol.answer(message) {
                case .progress(let done): progress(done)
                case .findings(let found): findings.withLock { $0 = found }
                case .failure(let text): throw Failure(description: text)
                }
            }
        } catch let error as ChildProcess.Failure {
            if case .signalled = error { throw Failure(description: error.description, isCrash: true) }
            throw Failure(description: error.description)
        }
        guard let found = findings.withLock({ $0 }) else {
            throw Failure(description: "the child process ended without an answer")
        }
        return found
    }
}
