import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FrameIndexRunsTests {
    @Test func picturesAreShownInOrderOfTimeWhateverTheOrderInTheFile() {
        let index = index(times: [0, 120, 40, 80, 160], lastDuration: 40)
        #expect(
            index.showings() == [
                .init(start: 0, end: 40_000, entry: 0), .init(start: 40_000, end: 80_000, entry: 2),
                .init(start: 80_000, end: 120_000, entry: 3), .init(start: 120_000, end: 160_000, entry: 1),
                .init(start: 160_000, end: 200_000, entry: 4),
            ])
        #expect(index.runs() == [.init(start: 0, end: 200_000)])
        #expect(index.duration == 200_000)
    }

    @Test func anInterruptionWithinAFileCutsItAfterOneUsualInterval() {
        let index = index(times: [0, 40, 80, 5_000, 5_040], lastDuration: 40)
        #expect(index.runs() == [.init(start: 0, end: 120_000), .init(start: 5_000_000, end: 5_080_000)])
    }

    @Test func rarePicturesAreNoInterruption() {
        let index = index(times: [0, 4_000, 8_000, 16_000, 20_000], lastDuration: 4_000)
        #expect(index.runs() == [.init(start: 0, end: 24_000_000)])
    }

    @Test func whatAnEditListHidesIsNotShown() {
        let index = index(times: [-80, -40, 0, 40], lastDuration: 40)
        #expect(index.showings().map(\.entry) == [2, 3])
    }

    @Test func anIndexWithoutPicturesHasNoRunAndNoLength() {
        let index = index(times: [], lastDuration: 40)
        #expect(index.runs().isEmpty && index.duration == 0)
    }

    private func index(times: [Int64], lastDuration: Int64) -> FrameIndex {
        FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 1_000), source: .container,
            entries: times.map { FrameIndex.Entry(pts: $0, dts: nil, position: nil, isKeyframe: $0 == 0) },
            lastDuration: lastDuration)
    }
}
