import Analysis
import Chronology
import Footage

extension [TrackPoint] {
    /// The place of the last point that is not after a time; the first one's where all are.
    func place(at time: Timestamp) -> Int {
        Swift.max(0, partitioningIndex { $0.time > time } - 1)
    }
}
