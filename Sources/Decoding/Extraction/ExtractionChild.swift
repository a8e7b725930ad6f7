import Foundation
import Sandbox
import Synchronization
import WorkLedger

/// A sandboxed child process that extracts a clip or a picture from one file for an export.
struct ExtractionChild {
    /// What the child has sent so far.
    private struct Received {
        var bytes: Int64 = 0
        var end: Result<ExtractionProtocol.Size, ReviewFailure>?
    }

    let walls: ReviewGuard

    /// Runs the child until it exits and writes what it extracts.
    ///
    /// - Parameters:
    ///   - length: Microseconds of footage that the child may have to read.
    ///   - limit: Upper bound for the bytes that the child may send.
    /// - Throws: `ReviewFailure`, `CancellationError`, or the `CocoaError` of a file that cannot be written.
    func run(
        _ order: ExtractionProtocol.Order, on file: OpenedFootage, length: Int64, limit: Int64, to output: FileHandle
    ) async throws -> ExtractionProtocol.Size {
        let received = Mutex(Received())
        let lock = walls.lock(descriptors: 3 + file.descriptors.count, footage: length)
        let child = ChildProcess(
            executable: OwnExecutable.path, arguments: ["extract-footage", "--lock", try lock.encoded()])
        do {
            try await child.run(
                input: Array(try JSONEncoder().encode(order)), descriptors: file.descriptors,
                limits: walls.limits(footage: length)
            ) { message in
                switch try ExtractionProtocol.answer(message) {
                case .alive: break
                case .bytes(let bytes):
                    let total = received.withLock { (received: inout Received) -> Int64 in
                        received.bytes += Int64(bytes.count)
                        return received.bytes
                    }
                    guard total <= limit else {
                        throw ChildProcess.Failure.brokenOutput("the extracted data is longer than it can be")
                    }
                    try output.write(contentsOf: Data(bytes))
                case .done(let size): received.withLock { $0.end = .success(size) }
                case .failure(let failure): received.withLock { $0.end = .failure(failure.failure) }
                }
            }
        } catch let error as CancellationError {
            throw error
        } catch let error as CocoaError {
            // The bag could not be written; the footage is not at fault.
            throw error
        } catch {
            throw ReviewFailure(error)
        }
        let (bytes, end) = received.withLock { ($0.bytes, $0.end) }
        guard let size = try end?.get(), bytes > 0 else {
            throw ReviewFailure(.poison, "no-answer", "the child process ended without an answer")
        }
        guard file.isUnchanged else {
            throw ReviewFailure(
                .permanent, "changed", "\(file.path) was changed while it was read; restore the original")
        }
        return size
    }
}
