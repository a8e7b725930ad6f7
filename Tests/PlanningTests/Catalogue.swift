import Chronology
import Footage
import SeededRandomness

/// Synthetic recordings of one camera, in seconds and in random microseconds.
enum Catalogue {
    static func span(_ seconds: Range<Int64>) -> TimeSpan {
        TimeSpan(
            start: Timestamp(microseconds: seconds.lowerBound * 1_000_000),
            end: Timestamp(microseconds: seconds.upperBound * 1_000_000))
    }

    static func footage(_ runs: [Range<Int64>], window: Range<Int64>) -> CameraFootage {
        CameraFootage(recordings: runs.enumerated().map { recording($0, [span($1)]) }, window: span(window))
    }

    static func recording(_ number: Int, _ runs: [TimeSpan]) -> Recording {
        Recording(
            id: RecordingID(rawValue: "r\(number)"), camera: CameraID(rawValue: "gate"), digest: "d\(number)",
            start: runs[0].start, clock: "option", runs: runs, damage: [])
    }

    /// Returns files that overlap, adjoin or leave gaps, around the epoch, in a window that cuts some of them.
    static func random(_ random: inout SeededGenerator) -> CameraFootage {
        let recordings = (0..<Int.random(in: 0...5, using: &random)).map { number -> Recording in
            var time = Int64.random(in: -60_000_000...60_000_000, using: &random)
            let runs = (0..<Int.random(in: 1...3, using: &random)).map { _ -> TimeSpan in
                let start = time + .random(in: 0...3_000_000, using: &random)
                time = start + .random(in: 1...40_000_000, using: &random)
                return TimeSpan(start: Timestamp(microseconds: start), end: Timestamp(microseconds: time))
            }
            return recording(number, runs)
        }
        let from = Int64.random(in: -70_000_000...30_000_000, using: &random)
        let window = TimeSpan(
            start: Timestamp(microseconds: from),
            end: Timestamp(microseconds: from + .random(in: 1...120_000_000, using: &random)))
        return CameraFootage(recordings: recordings, window: window)
    }
}
