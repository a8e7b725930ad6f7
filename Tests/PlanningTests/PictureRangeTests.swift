import Footage
import Planning
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PictureRangeTests {
    /// 25 pictures a second, a keyframe each second, four seconds.
    private let index = FrameIndex(
        timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
        entries: (0..<100).map { FrameIndex.Entry(pts: $0, dts: $0, position: nil, isKeyframe: $0 % 25 == 0) },
        lastDuration: 1)
    private let whole: Range<Int64> = 0..<4_000_000

    private func expect(
        _ ordinal: Int, _ packets: ClosedRange<Int>, at moment: Int64, in scope: Range<Int64>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = index.picture(shownAt: moment, in: scope)
        #expect(found?.ordinal == ordinal && found?.packets == packets, sourceLocation: sourceLocation)
    }

    @Test func thePictureShownAtAMomentIsDecodedFromItsKeyframe() {
        expect(37, 25...37, at: 1_480_000, in: whole)
        // Between two pictures the earlier one is shown.
        expect(37, 25...37, at: 1_519_999, in: whole)
        expect(50, 50...50, at: 2_000_000, in: whole)
        expect(99, 75...99, at: 9_000_000, in: whole)
        #expect(index.picture(shownAt: -1, in: whole) == nil)
    }

    @Test func nothingIsDecodedFromBeforeTheScopeOrFromBehindIt() {
        #expect(index.picture(shownAt: 1_480_000, in: 1_100_000..<4_000_000) == nil)
        expect(50, 50...50, at: 2_000_000, in: 1_100_000..<4_000_000)
        #expect(index.picture(shownAt: 3_000_000, in: 0..<2_000_000) == nil)
        // The picture shown at that moment began before the scope.
        #expect(index.picture(shownAt: 1_010_000, in: 1_005_000..<4_000_000) == nil)
        let open = OpenGroups.index
        for ordinal in open.entries.indices {
            let time = open.offset(of: open.entries[ordinal])
            guard let found = open.picture(shownAt: time, in: 0..<(time + 1)) else { continue }
            #expect(found.ordinal == ordinal && open.entries[found.packets.lowerBound].isKeyframe)
            #expect(found.packets.allSatisfy { open.offset(of: open.entries[$0]) <= time })
        }
    }

    @Test func picturesThatLeanOnALaterOneNeedIt() {
        let open = OpenGroups.index
        let places = open.entries.indices.map { open.picture(shownAt: open.offset(of: open.entries[$0]), in: whole) }
        #expect(places.enumerated().allSatisfy { $1?.ordinal == $0 && $1?.packets.upperBound == $0 })
        // B4 is shown before the keyframe it follows in the file, so decoding begins at the keyframe before that.
        #expect(places[5]?.packets == 0...5)
        #expect(open.picture(shownAt: 160_000, in: 120_000..<4_000_000) == nil)
        #expect(open.picture(shownAt: 240_000, in: 120_000..<4_000_000)?.packets == 4...4)
    }
}
