import Chronology
import Footage
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct ChunkResultTests {
    private func result(
        _ tracklets: [[UInt8]] = [[1, 2], [3]], state: CoverageSpan.State = .analysed, frames: Int = 9
    ) -> ChunkResult {
        let span = TimeSpan(start: Timestamp(microseconds: 0), end: Timestamp(microseconds: 5_000_000))
        return ChunkResult(
            tracklets: tracklets, coverage: [CoverageSpan(span: span, state: state)], framesAnalysed: frames)
    }

    @Test func sameBytesAreNoDifference() {
        #expect(result().difference(to: result()) == nil && result().text == result().text)
    }

    @Test func anyOtherByteSpanOrCountShowsInTextAndWords() {
        let others = [
            (result([[1, 2], [4]]), "tracklet 2"), (result([[1, 2]]), "of 2 stored and 1 replayed"),
            (result([[1], [2, 3]]), "tracklet 1"), (result(state: .undecodable), "undecodable"),
            (result(frames: 8), "9 stored, 8 replayed"),
        ]
        for (other, words) in others {
            #expect(other.text != result().text)
            #expect(result().difference(to: other)?.contains(words) == true)
        }
    }
}
