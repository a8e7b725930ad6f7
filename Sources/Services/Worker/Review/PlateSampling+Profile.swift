package import Analysis
package import ChunkPlanning
package import Footage

extension PlateSampling {
    /// The grid that a profile asks for: both of its times are in milliseconds.
    package init(profile: AnalysisProfile) {
        let step = Int64(max(1, profile.sampleStep))
        self.init(step: step * 1_000, count: 2 * Int64(max(0, profile.windowReach)) / step + 1)
    }

    /// All the time whose frames a chunk may need: its own, and that of the windows of its first and last cell.
    package func reach(of chunk: TimeSpan, in run: TimeSpan) -> TimeSpan {
        let cells = CellGrid.cells(in: chunk)
        let first = steps(around: cells.lowerBound, in: run)
        let last = steps(around: cells.upperBound - 1, in: run)
        let start = min(chunk.start, span(ofStep: first.lowerBound).start)
        let end = max(chunk.end, span(ofStep: last.upperBound - 1).end)
        return TimeSpan(start: max(start, run.start), end: min(end, max(run.end, chunk.end)))
    }
}
