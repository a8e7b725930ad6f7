package import Analysis
package import Timelines

/// The findings of a chunk: plain values that depend only on the footage and the profile.
package struct ChunkFindings: Codable, Sendable {
    /// In cell order and in their stored form.
    package let encodedTracklets: [EncodedTracklet]
    package let coverage: [CoverageSpan]
    package let framesAnalysed: Int
    /// Frames outside the chunk that were decoded only to rebuild others, and discarded unseen.
    package let framesOutside: Int

    package init(encodedTracklets: [EncodedTracklet], coverage: [CoverageSpan], framesAnalysed: Int, framesOutside: Int)
    {
        self.encodedTracklets = encodedTracklets
        self.coverage = coverage
        self.framesAnalysed = framesAnalysed
        self.framesOutside = framesOutside
    }
    package init(tracklets: [Tracklet], coverage: [CoverageSpan], framesAnalysed: Int, framesOutside: Int) {
        self.init(
            encodedTracklets: tracklets.map(EncodedTracklet.init), coverage: coverage, framesAnalysed: framesAnalysed,
            framesOutside: framesOutside)
    }

    /// Decoded tracklets, for callers that link them directly.
    package var tracklets: [Tracklet] { encodedTracklets.map(\.tracklet) }
}
