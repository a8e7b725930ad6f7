package import Chronology
import Footage
import Foundation

/// Collects frame index, digests, clocks and damage of a file in one pass. Demuxes and hashes, but does not decode.
///
/// Runs in the calling process; `SandboxedProbe` demuxes in a sandboxed child instead.
package struct FootageProbe: Sendable {
    /// Offset from UTC in seconds (east positive), applied to times in file names that state no zone. Default: 0 (UTC).
    package var zone = 0
    /// The start time that the importer stated for this recording. Default: none.
    package var start: Timestamp?

    package init(zone: Int = 0, start: Timestamp? = nil) {
        self.zone = zone
        self.start = start
    }

    /// Probes a file on the calling thread, which blocks on the disk.
    ///
    /// - Parameter progress: Receives the bytes done and the total, about once per megabyte; an error it throws aborts
    ///   the probe.
    /// - Throws: `IntakeFailure` if the file cannot become a recording.
    package func probe(path: String, progress: (Int64, Int64) throws -> Void = { _, _ in }) throws -> ProbedFootage {
        let file = try FootageFile(path: path)
        if let refusal = file.signature.refusal(path: path) { throw refusal }
        var hasher = FootageHasher(descriptor: file.descriptor, path: path)
        let demuxed = try Demuxing(zone: zone, start: start).run(file, through: try file.reopened()) { position in
            let before = hasher.position
            try hasher.advance(to: position)
            if hasher.position != before { try progress(hasher.position, file.size) }
        }
        while try hasher.hashNext() > 0 { try progress(hasher.position, file.size) }
        return try ProbedFootage(demuxed, of: file, digests: hasher.finish())
    }
}
