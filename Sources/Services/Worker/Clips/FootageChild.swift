import Foundation
import Sandbox
import Storage
import Synchronization

/// A child process that takes something out of one file for an export, behind the walls of a review.
struct FootageChild {
    /// What a message says of the child's work.
    enum Answer: Sendable {
        case goesOn
        case isDone
        case failed(ReviewFailure)
    }

    /// The hidden command that the child runs.
    let command: String
    let walls: ReviewGuard

    /// Runs the child to its end; the order goes in as JSON.
    ///
    /// - Parameters:
    ///   - length: microseconds of footage that it may have to read.
    ///   - onMessage: hears every message as it comes, on a thread of its own; what it throws ends the child.
    /// - Throws: `ReviewFailure`, `CancellationError`, or the `CocoaError` of a file that cannot be written.
    func run(
        _ order: some Encodable, on file: OpenedFootage, length: Int64,
        onMessage: @escaping @Sendable (MessageFraming.Message) throws -> Answer
    ) async throws {
        let end = Mutex<Result<Void, ReviewFailure>?>(nil)
        let lock = walls.lock(descriptors: 3 + file.descriptors.count, footage: length)
        let child = ChildProcess(executable: "/proc/self/exe", arguments: [command, "--lock", try lock.encoded()])
        do {
            try await child.run(
                input: Array(try JSONEncoder().encode(order)), descriptors: file.descriptors,
                limits: walls.limits(footage: length)
            ) { message in
                switch try onMessage(message) {
                case .goesOn: break
                case .isDone: end.withLock { $0 = .success(()) }
                case .failed(let failure): end.withLock { $0 = .failure(failure) }
                }
            }
        } catch let error as CancellationError {
            throw error
        } catch let error as CocoaError {
            // The bag cannot be written; that is not the footage's doing.
            throw error
        } catch {
            throw ReviewFailure(error)
        }
        guard let result = end.withLock({ $0 }) else {
            throw ReviewFailure(.poison, "no-answer", "the child process ended without an answer")
        }
        try result.get()
        guard file.isUnchanged else {
            throw ReviewFailure(
                .permanent, "changed", "\(file.path) was changed while it was read; restore the original")
        }
    }
}
