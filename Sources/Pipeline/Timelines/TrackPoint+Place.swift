import Analysis
import Chronology
import Footage

extension [TrackPoint] {
    /// Returns the index of the last point not after a time; the first index if all are after it.
    func place(at time: Timestamp) -> Int {
        Swift.max(0, partitioningIndex { $0.time > time } - 1)
    }
}
