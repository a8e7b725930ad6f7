package import Analysis
package import Timelines

/// What reviewing a chunk found: values only, a function of the footage and the profile.
package struct ChunkFindings: Codable, Sendable {
    /// In the order of cells.
    package let tracklets: [Tracklet]
    package let coverage: [CoverageSpan]
    package let framesAnalysed: Int
    /// Frames that had to be decoded to rebuild others and lie outside the chunk; dropped unseen.
    package let framesOutside: Int

    package init(tracklets: [Tracklet], coverage: [CoverageSpan], framesAnalysed: Int, framesOutside: Int) {
        self.tracklets = tracklets
        self.coverage = coverage
        self.framesAnalysed = framesAnalysed
        self.framesOutside = framesOutside
    }
}
