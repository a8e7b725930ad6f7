import Chronology
import Footage
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CellGridTests {
    @Test(arguments: [(0, 0), (4_999_999, 0), (5_000_000, 1), (-1, -1), (-5_000_000, -1), (-5_000_001, -2)])
    func theGridHasNoSeamAtTheEpoch(microseconds: Int64, cell: Int64) {
        let time = Timestamp(microseconds: microseconds)
        #expect(CellGrid.cell(at: time) == cell)
        #expect(CellGrid.span(of: cell).contains(time))
    }

    @Test func theCellsOfASpanAreThoseItTouches() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            let start = Int64.random(in: -40_000_000...40_000_000, using: &random)
            let end = start + .random(in: 0...30_000_000, using: &random)
            let span = TimeSpan(start: Timestamp(microseconds: start), end: Timestamp(microseconds: end))
            let touched = (-20..<20).filter { CellGrid.span(of: $0).intersection(span) != nil }
            #expect(Array(CellGrid.cells(in: span)) == touched)
        }
    }

    @Test func aSpanThatEndsOnABorderDoesNotTouchTheCellBehindIt() {
        let span = TimeSpan(start: Timestamp(microseconds: -5_000_000), end: .epoch)
        #expect(CellGrid.cells(in: span) == -1..<0)
        #expect(CellGrid.cells(in: TimeSpan(start: .epoch, end: .epoch)).isEmpty)
    }
}
