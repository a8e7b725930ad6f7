package import Sandbox
import Synchronization
import WorkLedger

/// Reviews a chunk in a sandboxed, supervised child process.
package struct ChildReviewer: Sendable {
    private let executable: String
    private let arguments: [String]
    private let walls: ReviewGuard

    /// - Parameter executable: Path of this program.
    package init(
        executable: String = OwnExecutable.path, arguments: [String] = ["review-chunk"],
        walls: ReviewGuard = ReviewGuard()
    ) {
        self.executable = executable
        self.arguments = arguments
        self.walls = walls
    }

    /// Opens the sources by their paths, then reviews them.
    package func review(
        _ assignment: ChunkAssignment, progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> ChunkFindings {
        let files = try assignment.sources.map { source in
            do {
                return try OpenedFootage(path: source.path)
            } catch {
                throw ReviewFailure(.transient, "storage", "\(source.path) cannot be read: \(error)")
            }
        }
        return try await review(assignment, files: files, progress: progress)
    }

    /// Reviews an assignment whose files are already open.
    ///
    /// - Parameters:
    ///   - files: The files of the assignment's sources, in the same order.
    ///   - progress: Receives the microseconds of footage reviewed so far, about once per second of footage.
    ///   - onUsage: Receives the child's resource usage, however it ended.
    /// - Throws: `ReviewFailure`, or `CancellationError`.
    package func review(
        _ assignment: ChunkAssignment, files: [OpenedFootage], progress: @escaping @Sendable (Int64) -> Void,
        onUsage: @escaping @Sendable (ChildUsage) -> Void = { _ in }
    ) async throws -> ChunkFindings {
        let answer = Mutex<Result<ChunkFindings, ReviewFailure>?>(nil)
        let usage = Mutex(ChildUsage())
        let descriptors = files.flatMap(\.descriptors)
        do {
            try await child(descriptors.count, assignment).run(
                input: try assignment.reading(from: files).encoded(), descriptors: descriptors,
                limits: walls.limits(footage: assignment.footage)
            ) { used in
                usage.withLock { $0 = used }
                onUsage(used)
            } onMessage: { message in
                switch try ChildProtocol.answer(message) {
                case .alive: break
                case .progress(let done): progress(done)
                // The child exits on its own after its findings.
                case .findings(let findings): answer.withLock { $0 = .success(findings) }
                case .failure(let failure): answer.withLock { $0 = .failure(failure.failure) }
                }
            }
            return try accepted(answer.withLock { $0 }, files)
        } catch let error as CancellationError {
            throw error
        } catch {
            var failure = files.allSatisfy(\.isUnchanged) ? ReviewFailure(error) : ChildReviewer.changed(files)
            failure.usage = usage.withLock { $0 }
            throw failure
        }
    }

    private func child(_ descriptors: Int, _ assignment: ChunkAssignment) throws -> ChildProcess {
        let lock = walls.lock(descriptors: 3 + descriptors, footage: assignment.footage)
        return ChildProcess(executable: executable, arguments: arguments + ["--lock", try lock.encoded()])
    }

    private func accepted(
        _ answer: Result<ChunkFindings, ReviewFailure>?, _ files: [OpenedFootage]
    ) throws -> ChunkFindings {
        guard let answer else {
            throw ReviewFailure(.poison, "no-answer", "the child process ended without an answer")
        }
        let found = try answer.get()
        // Findings from a file that is being modified do not describe the file that was imported.
        guard files.allSatisfy(\.isUnchanged) else { throw ChildReviewer.changed(files) }
        return found
    }

    private static func changed(_ files: [OpenedFootage]) -> ReviewFailure {
        let path = files.first { !$0.isUnchanged }?.path ?? ""
        return ReviewFailure(
            .permanent, "changed", "\(path) was changed while it was reviewed; restore the original")
    }
}
