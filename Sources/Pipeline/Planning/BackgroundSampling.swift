package import Chronology
import Footage

/// Chooses the frames that a cell's background is built from: one per step of an absolute grid, in a centred window.
///
/// The choice depends only on the camera's footage in scope. At the ends of a run of footage, the window is shifted
/// rather than shortened; a run shorter than the window is used whole.
package struct BackgroundSampling: Hashable, Sendable {
    /// Gaps of up to this many microseconds do not end the run that a window is taken from.
    package static let tolerance: Int64 = 60_000_000

    /// Microseconds between grid points.
    package let step: Int64
    /// Number of grid steps in a window.
    package let count: Int64

    package init(step: Int64, count: Int64) {
        precondition(step > 0 && count > 0, "a background needs a positive step and count")
        self.step = step
        self.count = count
    }

    package func stepIndex(at time: Timestamp) -> Int64 { time.microseconds.flooredQuotient(by: step) }

    package func span(ofStep index: Int64) -> TimeSpan {
        let start = Timestamp(microseconds: index * step)
        return TimeSpan(start: start, end: start.advanced(byMicroseconds: step))
    }

    /// Returns the steps of the window around a cell, limited to the run of footage that contains the cell.
    package func steps(around cell: Int64, in run: TimeSpan) -> Range<Int64> {
        let first = stepIndex(at: run.start)
        let last = stepIndex(at: run.end.advanced(byMicroseconds: -1))
        let centre = CellGrid.span(of: cell).start.microseconds + CellGrid.cellLength / 2
        let middle = stepIndex(at: Timestamp(microseconds: centre))
        let start = max(first, min(middle - count / 2, last - count + 1))
        return start..<min(start + count, last + 1)
    }

    /// Returns the frame to sample for one step: its first keyframe, or else its first frame; nil if there is no frame.
    ///
    /// - Parameter frames: the camera's frames in scope within the step, in presentation order.
    package func sample<Frame>(of frames: some Sequence<Frame>, isKeyframe: (Frame) -> Bool) -> Frame? {
        var first: Frame?
        for frame in frames {
            if isKeyframe(frame) { return frame }
            first = first ?? frame
        }
        return first
    }
}
