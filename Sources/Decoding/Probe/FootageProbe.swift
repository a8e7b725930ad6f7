package import Chronology
import Footage
import Foundation

/// Learns all about a file in one pass: frame index, digests, clocks, damage. Demuxes and hashes; decodes nothing.
///
/// Within this process; `SandboxedProbe` has the file demuxed behind locks.
package struct FootageProbe: Sendable {
    /// Seconds east of UTC of times in file names that state no zone. Default: 0 (UTC).
    package var zone = 0
    /// The start that the importer states for this recording. Default: none.
    package var start: Timestamp?

    package init(zone: Int = 0, start: Timestamp? = nil) {
        self.zone = zone
        self.start = start
    }

    /// Probes a file on the calling thread, which waits for the disk.
    ///
    /// `progress` hears the bytes done and the bytes in all, about once a megabyte; what it throws ends the probe.
    /// Throws an `IntakeFailure` where the file can be no recording.
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
