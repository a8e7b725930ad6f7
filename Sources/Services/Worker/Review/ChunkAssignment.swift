package import Analysis
package import Footage
package import Foundation

/// Everything a child process needs to review one chunk: no database, no broker, no other file.
package struct ChunkAssignment: Codable, Sendable {
    /// A file, and what of it is needed.
    package struct Source: Codable, Sendable {
        package let recording: RecordingID
        /// Where this node sees the file.
        package let path: String
        /// Wall-clock time of presentation time 0.
        package let start: Timestamp
        /// The needed slice of the frame index, in its stored form.
        package let index: Data
        /// How many packets of the stream lie before the slice.
        package let firstOrdinal: Int
        /// The stretches of the recording that may be analysed.
        package let pieces: [TimeSpan]

        package init(
            recording: RecordingID, path: String, start: Timestamp, index: Data, firstOrdinal: Int, pieces: [TimeSpan]
        ) {
            self.recording = recording
            self.path = path
            self.start = start
            self.index = index
            self.firstOrdinal = firstOrdinal
            self.pieces = pieces
        }
    }

    package let profile: AnalysisProfile
    package let span: TimeSpan
    /// The continuous footage around the chunk that its background plates may be made from.
    package let plateRun: TimeSpan
    package let sources: [Source]

    package init(profile: AnalysisProfile, span: TimeSpan, plateRun: TimeSpan, sources: [Source]) {
        self.profile = profile
        self.span = span
        self.plateRun = plateRun
        self.sources = sources
    }
}
