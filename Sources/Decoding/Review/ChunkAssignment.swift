package import Analysis
package import Chronology
package import Footage
package import Foundation
package import Planning

/// Everything a child process needs to review one chunk, without database, broker or any other file.
package struct ChunkAssignment: Codable, Sendable {
    /// A file and the parts of it that are needed.
    package struct Source: Codable, Sendable {
        package let recording: RecordingID
        /// Path of the file on this node.
        package let path: String
        /// Wall-clock time of presentation time 0.
        package let start: Timestamp
        /// The needed slice of the frame index, encoded.
        package let index: Data
        /// Number of packets in the stream before the slice.
        package let firstOrdinal: Int
        /// The parts of the recording that may be analysed.
        package let pieces: [TimeSpan]
        /// Descriptors of the open file, one per reader; empty to open it by its path.
        var descriptors: [Int32] = []

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

        /// Selects what a chunk needs of a recording; nil if it needs nothing.
        ///
        /// - Parameters:
        ///   - part: The recording's frame index, or the part of it that the time needs.
        ///   - pieces: The parts of the recording that may be analysed.
        ///   - needed: The time whose frames the chunk may need; see `BackgroundSampling.reach(of:in:)`.
        package init?(
            recording: Recording, path: String, part: FrameIndexPart, pieces: [TimeSpan], needed: TimeSpan
        ) {
            let start = recording.start.microseconds
            let range = part.index.decodingRange(
                from: needed.start.microseconds - start, to: needed.end.microseconds - start)
            guard pieces.contains(where: { $0.overlaps(needed) }), let range else { return nil }
            self.init(
                recording: recording.id, path: path, start: recording.start,
                index: Data(part.index.slice(range).encoded()),
                firstOrdinal: part.firstOrdinal + range.lowerBound, pieces: pieces)
        }
    }

    package let profile: AnalysisProfile
    package let span: TimeSpan
    /// The continuous footage around the chunk that its backgrounds may be made from.
    package let backgroundRun: TimeSpan
    package let sources: [Source]

    package init(profile: AnalysisProfile, span: TimeSpan, backgroundRun: TimeSpan, sources: [Source]) {
        self.profile = profile
        self.span = span
        self.backgroundRun = backgroundRun
        self.sources = sources
    }
}
