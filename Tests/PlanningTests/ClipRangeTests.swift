import Footage
import Planning
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ClipRangeTests {
    /// 25 pictures a second, a keyframe each second, four seconds.
    private let index = FrameIndex(
        timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
        entries: (0..<100).map { FrameIndex.Entry(pts: $0, dts: $0, position: nil, isKeyframe: $0 % 25 == 0) },
        lastDuration: 1)
    private let whole: Range<Int64> = 0..<4_000_000

    @Test func clipBeginsAtTheKeyframeAtOrBeforeItsInPoint() {
        #expect(index.clip(from: 1_500_000, to: 2_500_000, in: whole) == 25...62)
        #expect(index.clip(from: 1_000_000, to: 1_040_000, in: whole) == 25...25)
        #expect(index.clip(from: -500_000, to: 80_000, in: whole) == 0...1)
        #expect(index.clip(from: 5_000_000, to: 6_000_000, in: whole) == nil)
        // Between two pictures, the one being shown.
        #expect(index.clip(from: 1_041_000, to: 1_050_000, in: whole) == 25...26)
    }

    @Test func nothingOutsideTheScopeIsCopied() {
        // The preceding keyframe is outside the scope, so the clip starts late.
        #expect(index.clip(from: 1_200_000, to: 2_500_000, in: 1_100_000..<4_000_000) == 50...62)
        #expect(index.clip(from: 1_200_000, to: 1_900_000, in: 1_100_000..<4_000_000) == nil)
        #expect(index.clip(from: 1_000_000, to: 4_000_000, in: 0..<1_200_000) == 25...29)
        for ordinal in OpenGroups.index.entries.indices {
            let end = OpenGroups.index.offset(of: OpenGroups.index.entries[ordinal]) + 1
            guard let range = OpenGroups.index.clip(from: 0, to: 1 << 40, in: 0..<end) else { continue }
            #expect(range.allSatisfy { OpenGroups.index.offset(of: OpenGroups.index.entries[$0]) < end })
        }
    }

    @Test func decodingTimesGrowAndAreNeverAboveThePresentation() {
        let times = FrameIndex.retimed([100, 103, 101, 102, 106, 104, 105], lastDuration: 2)
        #expect(times.map(\.dts) == [0, 1, 2, 3, 4, 5, 6])
        #expect(times.allSatisfy { $0.dts <= $0.pts })
        #expect(times.map(\.pts) == [1, 4, 2, 3, 7, 5, 6].map { $0 })
        #expect(times.map(\.duration) == [1, 1, 1, 1, 2, 1, 1])
        #expect(FrameIndex.retimed([], lastDuration: 1).isEmpty)
    }
}
