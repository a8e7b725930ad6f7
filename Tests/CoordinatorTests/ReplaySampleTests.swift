import Coordinator
import Operations
import Planning
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ReplaySampleTests {
    @Test func sampleIsTheShareRoundedUpAndTheSameEachTime() {
        let chunks = (Int64(1)...200).map(ChunkID.init(rawValue:))
        let sample = ReplaySample.choose(chunks, share: 510)
        #expect(sample.count == 11 && sample.isSubset(of: chunks))
        #expect(sample == ReplaySample.choose(chunks.reversed(), share: 510))
        #expect(sample.isSubset(of: ReplaySample.choose(chunks, share: 2_000)))
        // The sample is not just the first chunks.
        #expect(sample != Set(chunks.prefix(11)))
    }

    @Test func anyShareTakesOneAndNoneTakesNone() {
        #expect(ReplaySample.choose([7], share: 1) == [7])
        #expect(ReplaySample.choose([7, 8], share: 0).isEmpty)
        #expect(ReplaySample.choose([7, 8], share: 10_000) == [7, 8])
        #expect(ReplaySample.choose([], share: 500).isEmpty)
    }
}
