import Footage
import Planning
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DecodingRangeTests {
    private let index = OpenGroups.index
    private let leaningStarts = [0, 0, 0, 0, 4, 0, 0, 4, 4, 4, 10, 4, 4, 10, 10, 10]

    @Test func leadingPicturesAreDecodedFromTheGroupBefore() {
        #expect(index.entries.indices.map { index.decodingStart(for: $0) } == leaningStarts)
    }

    @Test func everyGroupHasADecoderOfItsOwnThatStartsAtItsKeyframe() {
        let sparse = index.every(milliseconds: 300)
        #expect(sparse.entries.indices.map { sparse.unitStart(for: $0) } == leaningStarts)
    }

    @Test func denseKeyframesShareADecoderForHalfASecond() {
        let dense = OpenGroups.intra
        let starts = [0, 13, 25, 38]
        #expect(dense.entries.indices.map { dense.unitStart(for: $0) } == (0..<50).map { starts[$0 * 2 / 25] })
        // The start of a slice does not change the units after it.
        for first in starts {
            let slice = dense.slice(first...49)
            for ordinal in slice.entries.indices {
                #expect(slice.unitStart(for: ordinal).map { $0 + first } == dense.unitStart(for: first + ordinal))
            }
        }
    }

    @Test func aGradualRefreshIsDecodedInStretchesOfFourKeyframes() {
        let index = OpenGroups.gradual
        // Groups 0 to 3 continue from the whole keyframe; later stretches start one group early.
        let starts = [0, 0, 0, 0, 15, 15, 15, 15, 35, 35]
        #expect(
            index.entries.indices.map { index.decodingStart(for: $0) } == index.entries.indices.map { starts[$0 / 5] })
        #expect(index.entries.indices.map { index.unitStart(for: $0) } == index.entries.indices.map { starts[$0 / 5] })
    }

    @Test func aStretchOfAGradualRefreshIsTheSameInASlice() throws {
        let index = OpenGroups.gradual
        for from in Int64(0)..<50 {
            let range = try #require(index.decodingRange(from: from * 40_000, to: 50 * 40_000))
            let slice = index.slice(range)
            for ordinal in slice.entries.indices where ordinal + range.lowerBound >= Int(from) {
                let whole = index.decodingStart(for: ordinal + range.lowerBound)
                #expect(slice.decodingStart(for: ordinal).map { $0 + range.lowerBound } == whole)
            }
        }
    }

    @Test func aGradualStreamWithoutAWholeKeyframeIsDecodedFromItsSecondRefreshOn() {
        let cut = OpenGroups.gradual.slice(5...30)
        let starts = cut.entries.indices.map { cut.decodingStart(for: $0) }
        #expect(starts.prefix(5).allSatisfy { $0 == nil })
        #expect(starts[5..<15].allSatisfy { $0 == 0 })
    }

    @Test func picturesBeforeTheFirstKeyframeCannotBeDecoded() {
        let cut = index.slice(2...9)
        #expect(cut.decodingStart(for: 0) == nil && cut.decodingStart(for: 1) == nil)
        #expect(cut.decodingStart(for: 2) == 2)
        #expect(cut.decodingStart(for: 3) == nil, "its group began before the slice")
    }

    @Test(arguments: 0..<16)
    func aRangeHoldsAllThatItsPicturesLeanOn(from: Int64) throws {
        for to in (from + 1)...16 {
            let range = try #require(index.decodingRange(from: from * 40_000, to: to * 40_000))
            for (ordinal, entry) in index.entries.enumerated() where (from..<to).contains(entry.pts) {
                let start = try #require(index.unitStart(for: ordinal))
                #expect(range.contains(ordinal) && range.contains(start))
            }
            #expect(index.entries[range.lowerBound].isKeyframe)
        }
    }

    @Test func aTimeWithoutPicturesNeedsNoPackets() {
        #expect(index.decodingRange(from: 640_000, to: 900_000) == nil)
        #expect(index.decodingRange(from: 1, to: 2) == nil)
        #expect(index.decodingRange(from: 80_000, to: 80_000) == nil)
    }

    @Test func decodingStartsAtTheSamePacketInASlice() throws {
        for from in Int64(0)..<16 {
            let range = try #require(index.decodingRange(from: from * 40_000, to: 16 * 40_000))
            let slice = index.slice(range)
            for (ordinal, entry) in slice.entries.enumerated() where entry.pts >= from {
                let whole = index.decodingStart(for: ordinal + range.lowerBound)
                #expect(slice.decodingStart(for: ordinal).map { $0 + range.lowerBound } == whole)
            }
        }
    }
}
