import Footage
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TimeBaseTests {
    @Test(arguments: [
        (1, 90_000, 1, 11), (1, 90_000, 90_000, 1_000_000), (1, 2_000_000, 1, 1), (1, 2_000_000, -1, 0),
        (1, 2_000_000, 3, 2), (1, 3, 1, 333_333), (1, 3, 2, 666_667), (1, 3, -1, -333_333), (1_001, 30_000, 1, 33_367),
        (1, 25, 25 * 86_400, 86_400_000_000), (1, 90_000, -45, -500),
    ])
    func ticksAreRoundedToTheNearestMicrosecondHalvesUpwards(
        numerator: Int32, denominator: Int32, ticks: Int64, microseconds: Int64
    ) {
        let base = TimeBase(numerator: numerator, denominator: denominator)
        #expect(base.microseconds(ticks: ticks) == microseconds)
    }

    @Test func damagedTicksSaturateInsteadOfTrapping() {
        let base = TimeBase(numerator: .max, denominator: 1)
        #expect(base.microseconds(ticks: .max) == .max)
        #expect(base.microseconds(ticks: .min) == .min)
    }

    @Test func laterTicksNeverComeEarlier() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let base = TimeBase(
                numerator: .random(in: 1...2_000, using: &random),
                denominator: .random(in: 1...3_000_000, using: &random))
            let first = Int64.random(in: -1_000_000...1_000_000, using: &random)
            let times = (first..<(first + 20)).map { base.microseconds(ticks: $0) }
            #expect(zip(times, times.dropFirst()).allSatisfy(<=))
        }
    }
}
