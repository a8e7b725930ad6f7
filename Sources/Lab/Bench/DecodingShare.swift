import Analysis
import Decoding
package import Planning

/// One process's share of decoding the chunks of some files, without looking at the frames.
package struct DecodingShare {
    private let files: [String]
    private let chunk: ChunkLength
    private let number: Int
    private let count: Int

    /// - Parameters:
    ///   - number: the share, counted from 0.
    ///   - count: the number of shares.
    package init(files: [String], chunk: ChunkLength, number: Int, of count: Int) {
        self.files = files
        self.chunk = chunk
        self.number = number
        self.count = count
    }

    package func decode() throws {
        // No windows: footage beyond a chunk's ends is not part of the comparison.
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
