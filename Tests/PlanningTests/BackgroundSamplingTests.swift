import Chronology
import Footage
import Planning
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BackgroundSamplingTests {
    private let sampling = BackgroundSampling(step: 4_000_000, count: 31)

    @Test func theWindowIsCentredOnItsCell() {
        let steps = sampling.steps(around: 100, in: Catalogue.span(0..<2_000))
        // The middle of cell 100 is at 502.5 s, in step 125.
        #expect(steps == 110..<141)
    }

    @Test func atTheEndsOfARunTheWindowIsShiftedNotShrunk() {
        let run = Catalogue.span(100..<900)
        #expect(sampling.steps(around: 20, in: run) == 25..<56)
        #expect(sampling.steps(around: 179, in: run) == 194..<225)
    }

    @Test func aShortRunIsUsedWhole() {
        #expect(sampling.steps(around: 3, in: Catalogue.span(10..<50)) == 2..<13)
    }

    @Test(arguments: 0..<300)
    func theWindowNeverLeavesItsRunAndIsAsLongAsCanBe(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let sampling = BackgroundSampling(
            step: .random(in: 500_000...9_000_000, using: &random), count: .random(in: 1...31, using: &random))
        let start = Int64.random(in: -300_000_000...300_000_000, using: &random)
        let run = TimeSpan(
            start: Timestamp(microseconds: start),
            end: Timestamp(microseconds: start + .random(in: 1...600_000_000, using: &random)))
        let all = sampling.stepIndex(at: run.start)...sampling.stepIndex(at: run.end.advanced(byMicroseconds: -1))
        var last = Int64.min
        for cell in CellGrid.cells(in: run) {
            let steps = sampling.steps(around: cell, in: run)
            #expect(steps.lowerBound >= all.lowerBound && steps.upperBound - 1 <= all.upperBound)
            #expect(steps.count == min(Int(sampling.count), all.count))
            #expect(steps.allSatisfy { sampling.span(ofStep: $0).overlaps(run) })
            #expect(steps.lowerBound >= last, "windows advance with the cells")
            last = steps.lowerBound
        }
    }

    @Test func stepsTileTimeAroundTheEpoch() {
        for step in Int64(-3)...3 {
            let span = sampling.span(ofStep: step)
            #expect(sampling.stepIndex(at: span.start) == step)
            #expect(sampling.stepIndex(at: span.end) == step + 1)
        }
    }

    @Test func theKeyframeOfAStepStandsForItOrElseItsFirstFrame() {
        #expect(sampling.sample(of: [3, 5, 8, 10]) { $0 % 4 == 0 } == 8)
        #expect(sampling.sample(of: [3, 5, 7]) { $0 % 4 == 0 } == 3)
        #expect(sampling.sample(of: [Int]()) { _ in true } == nil)
    }
}
