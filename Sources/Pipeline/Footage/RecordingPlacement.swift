package import Chronology

/// Decides when each file of one camera was recorded, from the files' own clocks and the importer's options.
///
/// With a stated start, the first recording begins there. If all files have clocks, they keep their distances;
/// otherwise files are placed end to end in order of name. Without a stated start, each file keeps its own clock. Files
/// without one follow the file before them; the first file, if it has none, starts at the Unix epoch.
package enum RecordingPlacement {
    package struct File: Hashable, Sendable {
        /// The most trusted of the file's own clocks.
        package let clock: RecordingClock
        /// Length in microseconds.
        package let duration: Int64

        package init(clock: RecordingClock, duration: Int64) {
            self.clock = clock
            self.duration = duration
        }
    }

    /// Returns a clock for each file, in the same order.
    ///
    /// - Parameter files: the files in order of name.
    package static func clocks(of files: [File], start: Timestamp?) -> [RecordingClock] {
        let known = files.map(\.clock).filter { $0.source != .none }
        let earliest = known.map(\.start).min()
        // Distances are known only if every file has a clock.
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
