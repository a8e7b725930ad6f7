import Analysis
import Decoding
package import Planning

/// The chunks of some files that one of several processes decodes, looking at nothing.
package struct DecodingShare {
    private let files: [String]
    private let chunk: ChunkLength
    private let number: Int
    private let count: Int

    /// - Parameters:
    ///   - number: which share, counted from 0.
    ///   - count: of how many.
    package init(files: [String], chunk: ChunkLength, number: Int, of count: Int) {
        self.files = files
        self.chunk = chunk
        self.number = number
        self.count = count
    }

    package func decode() throws {
        // Without windows: what lies beyond a chunk's ends is no part of the comparison.
        var profile = AnalysisProfile.standard
        profile.windowReach = 0
        var place = 0
        for file in files {
            for assignment in try LoneFootage(path: file).assignments(of: chunk, profile: profile) {
                if place % count == number { _ = try PlainDecoding(assignment).run() }
                place += 1
            }
        }
    }
}
