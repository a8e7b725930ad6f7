import Chronology
import Footage
import Planning
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CellCoverageTests {
    private typealias Frame = (time: Timestamp, isAnalysed: Bool)

    @Test func damageReachesFromItsFirstFrameToTheNextGoodOne() {
        let spans = CellCoverage.spans(
            of: Catalogue.span(0..<5),
            frames: [frame(0, true), frame(1, false), frame(2, false), frame(3, true), frame(4, true)])
        #expect(spans.map(\.span) == [0..<1, 1..<3, 3..<5].map(Catalogue.span))
        #expect(spans.map(\.isAnalysed) == [true, false, true])
    }

    @Test func theTimeBeforeTheFirstFrameSharesItsFate() {
        let spans = CellCoverage.spans(of: Catalogue.span(0..<5), frames: [frame(2, false), frame(4, true)])
        #expect(spans.map(\.span) == [0..<4, 4..<5].map(Catalogue.span))
        #expect(spans.map(\.isAnalysed) == [false, true])
    }

    @Test(arguments: 0..<200)
    func theSegmentIsCoveredOnceAndInTurn(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let segment = Catalogue.span(10..<15)
        let times = Set(
            (0..<Int.random(in: 1...12, using: &random)).map { _ in
                Int64.random(in: 10_000_000..<15_000_000, using: &random)
            }
        ).sorted()
        let frames = times.map { (Timestamp(microseconds: $0), Bool.random(using: &random)) }
        let spans = CellCoverage.spans(of: segment, frames: frames)
        #expect(spans.first?.span.start == segment.start && spans.last?.span.end == segment.end)
        for (one, next) in zip(spans, spans.dropFirst()) {
            #expect(one.span.end == next.span.start && one.isAnalysed != next.isAnalysed)
        }
        for (time, isAnalysed) in frames {
            #expect(spans.first { $0.span.contains(time) }?.isAnalysed == isAnalysed)
        }
    }

    private func frame(_ second: Int64, _ isAnalysed: Bool) -> Frame {
        (Timestamp(microseconds: second * 1_000_000), isAnalysed)
    }
}
