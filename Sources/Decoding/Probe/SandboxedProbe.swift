package import Chronology
import Footage
import Foundation
package import Sandbox
import Synchronization

/// Probes a file whose container is read by a sandboxed child process; this process only hashes it.
package struct SandboxedProbe: Sendable {
    private let walls: ProbeWalls
    private let zone: Int
    private let start: Timestamp?

    package init(_ walls: ProbeWalls, zone: Int = 0, start: Timestamp? = nil) {
        self.walls = walls
        self.zone = zone
        self.start = start
    }

    /// Probes a file: hashes it here while a child process demuxes it.
    ///
    /// - Parameters:
    ///   - progress: Receives the number of bytes hashed.
    ///   - onUsage: Receives the child's resource usage, however it ended.
    /// - Throws: `IntakeFailure` if the file cannot become a recording, or `CancellationError`.
    package func probe(
        path: String, progress: @escaping @Sendable (Int64) -> Void = { _ in },
        onUsage: @escaping @Sendable (ChildUsage) -> Void = { _ in }
    ) async throws -> ProbedFootage {
        let file = try FootageFile(path: path)
        if let refusal = file.signature.refusal(path: path) { throw refusal }
        let second = try file.reopened()
        defer { close(second) }
        // Only this process computes the digests, from bytes that it reads itself.
        let hash = RunningHash(descriptor: file.descriptor, path: path)
        let answer = Mutex<Result<DemuxedFootage, IntakeFailure>?>(nil)
        let order = ProbeProtocol.Order(path: path, zone: zone, start: start)
        let child = ChildProcess(
            executable: walls.executable, arguments: walls.arguments + ["--lock", try walls.lock.encoded()])
        do {
            try await child.run(
                input: Array(try JSONEncoder().encode(order)), descriptors: [file.descriptor, second],
                limits: walls.limits, onUsage: onUsage
            ) { message in
                switch try ProbeProtocol.answer(message) {
                case .alive: break
                case .passed(let position): progress(try hash.advance(to: position))
                case .found(let demuxed): answer.withLock { $0 = .success(demuxed) }
                case .failure(let failure): answer.withLock { $0 = .failure(failure) }
                }
            }
        } catch let error as ChildProcess.Failure {
            throw IntakeFailure(
                .endsReader, path: path, "could not be read safely (\(error)); inspect the file before you use it")
        } catch let error as MessageFraming.TooLong {
            throw IntakeFailure(.endsReader, path: path, "could not be read safely (\(error))")
        }
        guard let demuxed = try answer.withLock({ $0 })?.get() else {
            throw IntakeFailure(.endsReader, path: path, "could not be read: the reading process sent nothing")
        }
        return try ProbedFootage(demuxed, of: file, digests: try await hash.finish(progress))
    }
}
