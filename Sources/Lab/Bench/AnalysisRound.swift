package import Analysis
package import Decoding
package import Planning
import Timelines

/// One measurement of a file: decoding alone, and decoding with analysis.
package struct AnalysisRound {
    /// Processor time in nanoseconds.
    private(set) var decoding: Int64 = 0
    private(set) var analysing: Int64 = 0
    private(set) var linking: Int64 = 0
    private(set) var stages: [StageClock.Stage: Int64] = [:]
    private(set) var frames = 0
    private(set) var tracks = 0

    /// - Parameter decodesFirst: whether to run the plain decoding first. Alternate it, so that neither always has the
    ///   warmer caches.
    package init(_ footage: LoneFootage, chunk: ChunkLength, profile: AnalysisProfile, decodesFirst: Bool) throws {
        if decodesFirst { try decode(footage, profile: profile) }
        try analyse(footage, chunk: chunk, profile: profile)
        if !decodesFirst { try decode(footage, profile: profile) }
    }

    var ratio: Double { Double(analysing) / Double(max(1, decoding)) }

    private mutating func decode(_ footage: LoneFootage, profile: AnalysisProfile) throws {
        let before = StageClock.now
        for assignment in footage.assignments(of: .whole, profile: profile) {
            _ = try PlainDecoding(assignment).run()
        }
        decoding = StageClock.now - before
    }

    private mutating func analyse(_ footage: LoneFootage, chunk: ChunkLength, profile: AnalysisProfile) throws {
        let before = StageClock.now
        var tracklets: [Tracklet] = []
        for assignment in footage.assignments(of: chunk, profile: profile) {
            let clock = StageClock()
            let found = try ChunkReview(assignment, stages: clock).run { _ in }
            tracklets += found.tracklets
            frames += found.framesAnalysed
            stages.merge(clock.nanoseconds) { $0 + $1 }
        }
        let analysed = StageClock.now
        tracks = TrackLinker.link(tracklets, profile: profile).count
        linking = StageClock.now - analysed
        analysing = StageClock.now - before
    }
}
