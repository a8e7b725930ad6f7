/// The absolute time grid: cell k spans 5 seconds from 5k seconds after the epoch.
///
/// Every result is a function of one cell's frames, and a chunk is a whole number of cells. Results therefore cannot
/// depend on how the work was cut.
package enum CellGrid {
    /// Length of a cell in microseconds.
    package static let cellLength: Int64 = 5_000_000

    package static func cell(at time: Timestamp) -> Int64 {
        time.microseconds.flooredQuotient(by: cellLength)
    }

    package static func span(of cell: Int64) -> TimeSpan {
        let start = Timestamp(microseconds: cell * cellLength)
        return TimeSpan(start: start, end: start.advanced(byMicroseconds: cellLength))
    }

    /// Returns the cells that a span touches, in order.
    package static func cells(in span: TimeSpan) -> Range<Int64> {
        guard !span.isEmpty else { return 0..<0 }
        return cell(at: span.start)..<(cell(at: span.end.advanced(byMicroseconds: -1)) + 1)
    }
}
