package import Chronology

/// All recordings of one camera on one timeline, clipped to the scope. No moment belongs to two files.
///
/// Where files overlap, the one that started first is used until it ends (for equal starts, the one with the smaller
/// digest). The result depends on the footage alone, not on the order of import.
package struct CameraFootage: Sendable {
    /// A stretch of one recording that the review uses.
    package struct Piece: Hashable, Sendable {
        package let recording: RecordingID
        package let span: TimeSpan

        package init(recording: RecordingID, span: TimeSpan) {
            self.recording = recording
            self.span = span
        }
    }

    /// Largest gap, in microseconds, across which footage counts as continuous for analysis: recorders round the times
    /// in file names and lose a frame between files. Coverage still reports the gap.
    package static let seam: Int64 = 1_000_000

    /// The scope, as sorted, disjoint spans.
    package let windows: [TimeSpan]
    /// Sorted, disjoint.
    package let pieces: [Piece]
    /// Time that files claim to hold but that cannot be read, except where another file covers it. Sorted, disjoint.
    package let damage: [Recording.Damage]
    /// Parts of the scope without any footage, readable or damaged.
    package let gaps: [TimeSpan]

    package init(recordings: [Recording], window: TimeSpan) {
        self.init(recordings: recordings, windows: [window])
    }

    package init(recordings: [Recording], windows: [TimeSpan]) {
        let windows = windows.joined()
        let ordered = recordings.sorted {
            ($0.start, $0.digest, $0.id.rawValue) < ($1.start, $1.digest, $1.id.rawValue)
        }
        var covered: [TimeSpan] = []
        var pieces: [Piece] = []
        for recording in ordered {
            let visible = recording.runs.clipped(to: windows)
            pieces += visible.subtracting(covered).map { Piece(recording: recording.id, span: $0) }
            covered = (covered + visible).joined()
        }
        var holes: [Recording.Damage] = []
        for damage in ordered.flatMap(\.damage) {
            let visible = [damage.span].clipped(to: windows).subtracting(covered)
            holes += visible.map { Recording.Damage(span: $0, reason: damage.reason) }
            covered = (covered + visible).joined()
        }
        self.windows = windows
        self.pieces = pieces.sorted { $0.span.start < $1.span.start }
        self.damage = holes.sorted { $0.span.start < $1.span.start }
        gaps = windows.subtracting(covered)
    }

    /// Returns the stretches of continuous footage. Gaps of at most `tolerance` microseconds do not end a stretch;
    /// borders of the scope do.
    package func runs(acrossGapsUpTo tolerance: Int64 = CameraFootage.seam) -> [TimeSpan] {
        windows.flatMap { window in
            pieces.compactMap { $0.span.intersection(window) }.joined(acrossGapsUpTo: tolerance)
        }
    }

    /// Returns the pieces within a span, clipped to it.
    package func pieces(in span: TimeSpan) -> [Piece] {
        pieces.compactMap { piece in
            piece.span.intersection(span).map { Piece(recording: piece.recording, span: $0) }
        }
    }
}
