package import Chronology
import Footage

extension BackgroundSampling {
    /// Creates the grid for a run of continuous footage, from a profile's times in milliseconds.
    ///
    /// A run shorter than the window would yield fewer samples than it could. Its grid is finer, up to eight times, as
    /// long as the samples of one window still span the run.
    package init(sampleStep: Int, windowReach: Int, run: TimeSpan) {
        let step = Int64(max(1, sampleStep))
        let count = 2 * Int64(max(0, windowReach)) / step + 1
        let finer = [8, 3, 2].first { count * (step * 1_000 / $0) >= run.duration } ?? 1
        self.init(step: step * 1_000 / finer, count: count)
    }

    /// Returns all the time whose frames a chunk may need: its own and the windows of its first and last cell.
    package func reach(of chunk: TimeSpan, in run: TimeSpan) -> TimeSpan {
        let cells = CellGrid.cells(in: chunk)
        let first = steps(around: cells.lowerBound, in: run)
        let last = steps(around: cells.upperBound - 1, in: run)
        let start = min(chunk.start, span(ofStep: first.lowerBound).start)
        let end = max(chunk.end, span(ofStep: last.upperBound - 1).end)
        return TimeSpan(start: max(start, run.start), end: min(end, max(run.end, chunk.end)))
    }
}
