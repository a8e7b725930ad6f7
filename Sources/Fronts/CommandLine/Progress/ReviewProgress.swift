import Chronology
import Formats
import WorkLedger

/// A review's progress in one line: bar, chunks, footage, speed in multiples of real time, time left.
struct ReviewProgress {
    private static let barWidth = 24

    private var start: (footage: Int64, time: Timestamp)?

    mutating func line(_ review: ReviewSummary) -> String {
        let start = start ?? (review.footageDone, review.now)
        self.start = start
        let share = review.footage > 0 ? Double(review.footageDone) / Double(review.footage) : 1
        let filled = min(ReviewProgress.barWidth, Int(share * Double(ReviewProgress.barWidth)))
        let bar =
            String(repeating: "#", count: filled) + String(repeating: ".", count: ReviewProgress.barWidth - filled)
        var line = "[\(bar)] \(Int(share * 100)) %  chunks \(review.chunksFinal)/\(review.chunkCount)"
        line += "  footage \(Durations.clock(review.footageDone)) of \(Durations.clock(review.footage))"
        let elapsed = review.now.microseconds - start.time.microseconds
        let done = review.footageDone - start.footage
        guard elapsed > 500_000, done > 0 else { return line }
        let speed = Double(done) / Double(elapsed)
        let left = Int64(Double(review.footage - review.footageDone) / speed)
        line += "  \(Int(speed.rounded()))x real time"
        return review.footageDone < review.footage ? line + "  \(Durations.clock(left)) left" : line
    }
}
