import Decoding
import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PresentationTimesTests {
    private func index(
        _ pictures: [CodedPicture], step: Int64? = nil, areStated: Bool = true, ticksPerSecond: Int32 = 25
    ) -> FrameIndex {
        PresentationTimes(
            timeBase: TimeBase(numerator: 1, denominator: ticksPerSecond), nominalFrameDuration: step,
            areStated: areStated
        ).index(of: pictures)
    }

    private func picture(
        _ pts: Int64?, dts: Int64? = nil, key: Bool = false, order: Int? = nil, kind: CodedPicture.Kind = .unknown,
        hidden: Bool = false
    ) -> CodedPicture {
        CodedPicture(
            pts: pts, dts: dts, duration: 1, position: nil, isKeyframe: key, order: order, kind: kind, isHidden: hidden)
    }

    @Test func saneTimesKeepTheirDistancesAndBeginAtZero() {
        let index = index([picture(100, key: true), picture(103), picture(101), picture(102), picture(150)])
        #expect(index.entries.map(\.pts) == [0, 3, 1, 2, 50])
        #expect(index.source == .container)
    }

    @Test func clockSetBackGoesOnOneFrameLater() {
        let first = (0..<100).map { picture(1_000 + $0, dts: 1_000 + $0, key: $0 % 25 == 0) }
        let second = (0..<50).map { picture(10 + $0, dts: 10 + $0, key: $0 % 25 == 0) }
        let index = index(first + second)
        #expect(index.entries.map(\.pts) == (0..<150).map(Int64.init))
        #expect(index.source == .repaired)
    }

    @Test func wrappedCounterGoesOnWithItsReorderedPictures() {
        let wrap: Int64 = 1 << 33
        let ranks: [Int64] = (0..<40).flatMap { group -> [Int64] in [0, 3, 1, 2].map { group * 4 + $0 } }
        let pictures = ranks.map { rank in picture((wrap - 90_000 + rank * 3_600) % wrap) }
        let index = index(pictures, step: 3_600, ticksPerSecond: 90_000)
        #expect(index.source == .repaired)
        #expect(index.entries.map(\.pts) == ranks.map { $0 * 3_600 })
    }

    @Test func missingTimesAreFilledIn() {
        let index = index([picture(nil, key: true), picture(1), picture(nil), picture(3), picture(nil)])
        #expect(index.entries.map(\.pts) == [0, 1, 2, 3, 4])
        #expect(index.source == .repaired)
    }

    @Test func twoPicturesNeverShareATime() {
        let index = index([picture(0, key: true), picture(1), picture(1), picture(1), picture(5)])
        #expect(index.entries.map(\.pts) == [0, 1, 2, 3, 5])
        #expect(index.source == .repaired)
    }

    @Test func absurdTimesDoNotEndTheProgram() {
        let limit = Int64(1) << 50
        let pictures = (0..<5_000).map { picture($0 % 2 == 0 ? limit : -limit, dts: $0 % 3 == 0 ? limit : 0) }
        #expect(index(pictures, step: limit).entries.count == 5_000)
    }

    @Test func pauseWithinAFileStaysAPause() {
        let index = index((0..<50).map { picture($0 < 25 ? $0 : $0 + 1_000, key: true) })
        #expect(index.source == .container)
        #expect(
            index.runs() == [
                .init(start: 0, end: 1_000_000), .init(start: 41_000_000, end: 42_000_000),
            ])
    }

    @Test func slowFootageHasNoGaps() {
        let index = index((0..<20).map { picture($0 * 250, key: true) })
        #expect(index.runs().count == 1)
    }

    @Test func picturesHiddenByAnEditListComeBeforeZero() {
        let index = index([picture(-3, key: true, hidden: true), picture(-1, hidden: true), picture(0), picture(1)])
        #expect(index.entries.map(\.pts) == [-3, -1, 0, 1])
        #expect(index.showings().map(\.entry) == [2, 3])
    }

    @Test func orderOfPresentationIsReadFromThePictures() {
        let group = [0, 8, 4, 2, 6]
        let pictures = (group + group).map { picture(nil, key: $0 == 0, order: $0) }
        let index = index(pictures, step: 2, areStated: false)
        #expect(index.entries.map(\.pts) == [0, 8, 4, 2, 6, 10, 18, 14, 12, 16])
        #expect(index.source == .synthesised)
    }

    @Test func picturesLeftOutOfAnAVIKeepTheirPlace() {
        let counts: [Int64] = [0, 1, 2, 3, 7, 8]
        let pictures = zip(counts, [0, 8, 4, 2, 6, 10]).map { picture(nil, dts: $0, key: $0 == 0, order: $1) }
        #expect(index(pictures, step: 1, areStated: false).entries.map(\.pts) == [0, 7, 2, 1, 3, 8])
    }

    @Test func withoutCountsTheKindOfPictureTellsTheOrder() {
        let kinds: [CodedPicture.Kind] = [
            .intra, .predicted, .bidirectional, .bidirectional, .predicted, .bidirectional,
        ]
        let pictures = kinds.enumerated().map { picture(nil, dts: Int64($0), key: $0 == 0, kind: $1) }
        #expect(index(pictures, step: 1, areStated: false).entries.map(\.pts) == [0, 3, 1, 2, 5, 4])
    }
}
