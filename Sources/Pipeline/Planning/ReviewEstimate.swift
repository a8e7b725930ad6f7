import Chronology
import Footage

/// The estimated cost of a review, known before it starts.
package struct ReviewEstimate: Hashable, Sendable {
    /// Microseconds of footage to decode and analyse.
    package let footage: Int64
    package let chunks: Int
    /// Microseconds of wall-clock time on the workers present; nil if there are none or none has a record.
    package let time: Int64?
    /// Bytes of results in the database, at the usual density of findings.
    package let disk: Int64

    /// Stored bytes per hour of footage for tracklets and tracks, on a street with traffic.
    private static let bytesPerHour: Int64 = 4_000_000
    private static let bytesPerChunk: Int64 = 1_500

    /// - Parameter speed: seconds of footage that all slots of the workers present review per second.
    package init(chunks: [PlannedChunk], speed: Double?) {
        footage = chunks.reduce(0) { $0 + $1.span.duration }
        self.chunks = chunks.count
        time = speed.flatMap { $0 > 0 ? Int64(Double(chunks.reduce(0) { $0 + $1.span.duration }) / $0) : nil }
        disk =
            footage / 3_600 * ReviewEstimate.bytesPerHour / 1_000_000 + Int64(chunks.count)
            * ReviewEstimate.bytesPerChunk
    }
}
