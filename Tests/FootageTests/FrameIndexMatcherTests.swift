import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FrameIndexMatcherTests {
    @Test func packetsAreKnownFromTheStartAndFromTheMiddle() {
        var matcher = index(positions: [100, 200, 300, 400]).matcher()
        #expect([100, 200, 300].map { matcher.entry(position: $0, time: nil) } == [0, 1, 2])
        #expect(matcher.entry(position: 200, time: nil) == 1, "after a seek back")
        #expect(matcher.entry(position: 300, time: nil) == 2)
        #expect(matcher.entry(position: 350, time: nil) == nil, "a packet that import has not seen")
    }

    @Test func whatOccursTwiceTellsNothing() {
        var matcher = index(positions: [100, 100, 300]).matcher()
        #expect(matcher.entry(position: 100, time: nil) == nil)
        #expect(matcher.entry(position: 300, time: nil) == 2)
    }

    @Test func decodingReachesATimeFromTheKeyframeBeforeIt() {
        let index = index(positions: [nil, nil, nil, nil], keyframes: [0, 2])
        #expect([-1, 0, 1_999_999, 2_000_000, 9_000_000].map { index.keyframe(atOrBefore: $0) } == [0, 0, 0, 2, 2])
        #expect(self.index(positions: [1], keyframes: []).keyframe(atOrBefore: 0) == nil)
    }

    private func index(positions: [Int64?], keyframes: Set<Int> = [0]) -> FrameIndex {
        FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 1), source: .container,
            entries: positions.enumerated().map {
                FrameIndex.Entry(pts: Int64($0), dts: nil, position: $1, isKeyframe: keyframes.contains($0))
            }, lastDuration: 1)
    }
}
