package import Chronology

/// Decides when each file of one camera was recorded, from what the files say and what the importer says.
///
/// With a stated start, the first recording begins there: files with clocks of their own keep their distances, the
/// others lie end to end in order of name. Without one, each file keeps its own clock; files without any follow the
/// file before them, the first of them at the Unix epoch.
package enum RecordingPlacement {
    package struct File: Hashable, Sendable {
        /// The most trusted clock of the file itself.
        package let clock: RecordingClock
        /// Microseconds.
        package let duration: Int64

        package init(clock: RecordingClock, duration: Int64) {
            self.clock = clock
            self.duration = duration
        }
    }

    /// - Parameter files: in order of name.
    /// - Returns: a clock for each file, in the same order.
    package static func clocks(of files: [File], start: Timestamp?) -> [RecordingClock] {
        let known = files.map(\.clock).filter { $0.source != .none }
        let earliest = known.map(\.start).min()
        // Distances are known only where every file has a clock.
        let keepsDistances = start == nil || known.count == files.count
        var end: Timestamp?
        return files.map { file in
            let placed: RecordingClock
            if file.clock.source != .none, keepsDistances {
                placed = shifted(file.clock, earliest: earliest, to: start)
            } else if let end {
                placed = RecordingClock(
                    source: start == nil ? .none : .option, start: end, raw: "after the file before it")
            } else {
                placed = start.map { RecordingClock(source: .option, start: $0, raw: $0.rfc3339) } ?? .unknown
            }
            end = placed.start.advanced(byMicroseconds: file.duration)
            return placed
        }
    }

    private static func shifted(_ clock: RecordingClock, earliest: Timestamp?, to start: Timestamp?) -> RecordingClock {
        guard let start, let earliest else { return clock }
        let offset = clock.start.microseconds - earliest.microseconds
        return RecordingClock(source: .option, start: start.advanced(byMicroseconds: offset), raw: start.rfc3339)
    }
}
