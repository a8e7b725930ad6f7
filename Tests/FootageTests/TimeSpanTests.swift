import Chronology
import Footage
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TimeSpanTests {
    /// Moments 0 to 63, one bit each: a trivially correct model of the set algebra.
    private struct Bitmap: Equatable {
        var bits: UInt64 = 0

        init(_ spans: [TimeSpan]) {
            for span in spans {
                for moment in span.start.microseconds..<span.end.microseconds { bits |= 1 << UInt64(moment) }
            }
        }
    }

    @Test(arguments: 0..<400)
    func unionAndDifferenceAreThoseOfTheMoments(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (left, right) = (spans(&random), spans(&random))
        #expect(Bitmap(left.joined()) == Bitmap(left))
        #expect(Bitmap(left.subtracting(right)).bits == Bitmap(left).bits & ~Bitmap(right).bits)
        for result in [left.joined(), left.subtracting(right)] {
            #expect(result.allSatisfy { !$0.isEmpty })
            #expect(zip(result, result.dropFirst()).allSatisfy { $0.end < $1.start }, "sorted and disjoint")
        }
        #expect(left.shuffled(using: &random).joined() == left.joined())
    }

    @Test(arguments: 0..<100)
    func toleratedGapsAreClosedAndLongerOnesStay(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (spans, gap) = (spans(&random), Int64.random(in: 0...6, using: &random))
        let joined = spans.joined(acrossGapsUpTo: gap)
        #expect(zip(joined, joined.dropFirst()).allSatisfy { $1.start.microseconds - $0.end.microseconds > gap })
        let holes = joined.subtracting(spans)
        #expect(holes.allSatisfy { $0.duration <= gap }, "only tolerated gaps may be added")
        #expect(spans.subtracting(joined).isEmpty)
    }

    @Test(arguments: 0..<100)
    func intersectionAndOverlapAgreeWithTheMoments(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (left, right) = (span(&random), span(&random))
        let common = Bitmap([left]).bits & Bitmap([right]).bits
        #expect(Bitmap([left.intersection(right)].compactMap { $0 }).bits == common)
        if !left.isEmpty, !right.isEmpty { #expect(left.overlaps(right) == (common != 0)) }
        #expect(left.intersection(right) == right.intersection(left))
    }

    private func spans(_ random: inout SeededGenerator) -> [TimeSpan] {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in span(&random) }
    }

    private func span(_ random: inout SeededGenerator) -> TimeSpan {
        let start = Int64.random(in: 0...60, using: &random)
        let end = min(64, start + Int64.random(in: 0...12, using: &random))
        return TimeSpan(start: Timestamp(microseconds: start), end: Timestamp(microseconds: end))
    }
}
