import Chronology
import Footage

/// The result of reviewing one chunk, in the bytes that are stored: a function of the footage and the profile.
package struct ChunkResult: Hashable, Sendable {
    /// The encoded tracklets, in order.
    package let tracklets: [[UInt8]]
    /// Sorted by start.
    package let coverage: [CoverageSpan]
    package let framesAnalysed: Int

    package init(tracklets: [[UInt8]], coverage: [CoverageSpan], framesAnalysed: Int) {
        self.tracklets = tracklets
        self.coverage = coverage
        self.framesAnalysed = framesAnalysed
    }

    /// The complete result, one line per item; its digest is computed from this text.
    package var text: String {
        let spans = coverage.map {
            "coverage \($0.span.start.microseconds) \($0.span.end.microseconds) \($0.state.rawValue) \($0.reason)\n"
        }
        return "relecture-chunk-result/1\nframes \(framesAnalysed)\n" + spans.joined()
            + tracklets.map { "tracklet \($0.hexadecimal)\n" }.joined()
    }

    /// Returns the first difference from another result of the same chunk, in one line; nil if they are equal.
    package func difference(to other: ChunkResult) -> String? {
        if framesAnalysed != other.framesAnalysed {
            return "frames analysed: \(framesAnalysed) stored, \(other.framesAnalysed) replayed"
        }
        if coverage != other.coverage {
            let place = ChunkResult.place(coverage, other.coverage)
            func text(_ list: [CoverageSpan]) -> String {
                guard place < list.count else { return "none" }
                let item = list[place]
                return "\(item.span.start.rfc3339) to \(item.span.end.rfc3339) \(item.state.rawValue) \(item.reason)"
            }
            return "coverage \(place + 1): \(text(coverage)) stored, \(text(other.coverage)) replayed"
        }
        guard tracklets != other.tracklets else { return nil }
        let place = ChunkResult.place(tracklets, other.tracklets)
        return "tracklet \(place + 1) differs, of \(tracklets.count) stored and \(other.tracklets.count) replayed"
    }

    private static func place<Item: Equatable>(_ one: [Item], _ two: [Item]) -> Int {
        zip(one, two).enumerated().first { $1.0 != $1.1 }?.offset ?? min(one.count, two.count)
    }
}
