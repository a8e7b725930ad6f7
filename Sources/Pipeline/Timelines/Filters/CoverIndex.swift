import Analysis
import Chronology
import Footage

/// Indexes where objects are, to tell whether an unseen object may be hidden behind another.
struct CoverIndex: Sendable {
    private let tracklets: [Tracklet]
    /// Indices of the tracklets in each cell.
    private let cells: [Int64: [Int]]

    init(_ tracklets: [Tracklet]) {
        self.tracklets = tracklets
        var cells: [Int64: [Int]] = [:]
        for index in tracklets.indices { cells[tracklets[index].cell, default: []].append(index) }
        self.cells = cells
    }

    /// Returns the share of a gap, in thousandths, during which nothing covers six tenths of the object's expected box.
    func openShare(from a: Motion, to b: Motion) -> Int64 {
        let gap = b.time.microseconds - a.time.microseconds
        // Samples up to eight of the missing frames, evenly spread.
        let samples = min(8, max(1, (gap + a.frame / 2) / a.frame - 1))
        let (width, height) = (Int32((a.width + b.width) / 2), Int32((a.height + b.height) / 2))
        var open: Int64 = 0
        for sample in 1...samples {
            let x = a.x + (b.x - a.x) * sample / (samples + 1)
            let y = a.y + (b.y - a.y) * sample / (samples + 1)
            let box = Box(
                x: Int32(clamping: x / 64) - width / 2, y: Int32(clamping: y / 64) - height / 2, width: width,
                height: height)
            if !isCovered(box, at: a.time.microseconds + gap * sample / (samples + 1), slack: a.frame) { open += 1 }
        }
        return open * 1_000 / samples
    }

    private func isCovered(_ box: Box, at time: Int64, slack: Int64) -> Bool {
        let cell = CellGrid.cell(at: Timestamp(microseconds: time))
        return (cells[cell] ?? []).contains { index in
            guard let other = self.box(of: index, near: time, slack: slack) else { return false }
            return other.commonArea(with: box) * 10 >= box.area * 6
        }
    }

    /// Returns a tracklet's box at a time in microseconds, if the tracklet is present then or close to it (`slack`).
    private func box(of index: Int, near time: Int64, slack: Int64) -> Box? {
        let points = tracklets[index].points
        guard points[0].time.microseconds <= time + slack / 2,
            points[points.count - 1].time.microseconds + slack / 2 >= time
        else { return nil }
        return points[points.place(at: Timestamp(microseconds: time))].box
    }
}
