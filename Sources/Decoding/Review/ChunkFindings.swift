package import Analysis
package import Timelines

/// What reviewing a chunk found: values only, a function of the footage and the profile.
package struct ChunkFindings: Codable, Sendable {
    /// In the order of cells, as they are stored.
    package let encodedTracklets: [EncodedTracklet]
    package let coverage: [CoverageSpan]
    package let framesAnalysed: Int
    /// Frames that had to be decoded to rebuild others and lie outside the chunk; dropped unseen.
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

    /// Decoded; for those who link them at once.
    package var tracklets: [Tracklet] { encodedTracklets.map(\.tracklet) }
}
