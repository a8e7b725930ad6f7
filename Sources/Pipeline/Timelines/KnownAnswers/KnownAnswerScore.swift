import Analysis
package import Chronology
import Footage

/// How well a profile performs on a labelled clip.
package struct KnownAnswerScore: Hashable, Sendable {
    package let presences: Int
    package let found: Int
    /// Microseconds of labelled presence, and the part of them covered by agreeing tracks.
    package let present: Int64
    package let overlap: Int64
    /// Microseconds of footage analysed.
    package let analysed: Int64
    package let falseAlarms: Int

    package init(presences: Int, found: Int, present: Int64, overlap: Int64, analysed: Int64, falseAlarms: Int) {
        self.presences = presences
        self.found = found
        self.present = present
        self.overlap = overlap
        self.analysed = analysed
        self.falseAlarms = falseAlarms
    }

    /// Scores tracks against labels.
    ///
    /// A presence is found if agreeing tracks cover at least half of it. A track is a false alarm if agreeing presences
    /// cover less than half of it. Several tracks of one presence are not false alarms.
    ///
    /// A track and a presence agree if they overlap in time and, if the presence has boxes, the track's box touches the
    /// labelled box at half or more of the shared moments.
    ///
    /// - Parameters:
    ///   - origin: the time of the clip's first frame.
    ///   - analysed: microseconds of footage analysed.
    package init(labels: [KnownPresence], tracks: [Track], origin: Timestamp, analysed: Int64) {
        func span(_ label: KnownPresence) -> TimeSpan {
            TimeSpan(
                start: origin.advanced(byMicroseconds: label.start),
                end: origin.advanced(byMicroseconds: max(label.start, label.end)))
        }
        func length(_ spans: [TimeSpan]) -> Int64 { spans.joined().reduce(0) { $0 + $1.duration } }
        let covered = labels.map { label in
            length(
                tracks.filter { $0.agrees(with: label, from: origin) }.compactMap { $0.span.intersection(span(label)) })
        }
        let alarms = tracks.filter { track in
            let known = labels.filter { track.agrees(with: $0, from: origin) }
            return 2 * length(known.compactMap { span($0).intersection(track.span) }) < track.span.duration
        }
        self.init(
            presences: labels.count, found: zip(labels, covered).count { 2 * $1 >= span($0).duration },
            present: labels.reduce(0) { $0 + span($1).duration }, overlap: covered.reduce(0, +), analysed: analysed,
            falseAlarms: alarms.count)
    }
}

extension Track {
    fileprivate func agrees(with label: KnownPresence, from origin: Timestamp) -> Bool {
        guard span.start.microseconds - origin.microseconds < label.end,
            label.start < span.end.microseconds - origin.microseconds
        else { return false }
        guard !label.places.isEmpty else { return true }
        let shared = label.places.compactMap { place -> Bool? in
            let time = origin.advanced(byMicroseconds: place.at)
            guard span.contains(time), let box = box(at: time) else { return nil }
            return box.commonArea(with: place.box) > 0
        }
        return !shared.isEmpty && 2 * shared.count { $0 } >= shared.count
    }
}
