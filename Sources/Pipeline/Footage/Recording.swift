package import Chronology

/// One file of one camera over a span of wall-clock time, as found at import.
package struct Recording: Hashable, Sendable {
    /// A stretch that the file claims to hold but that cannot be read.
    package struct Damage: Hashable, Sendable {
        package let span: TimeSpan
        /// A stable code such as `truncated`.
        package let reason: String

        package init(span: TimeSpan, reason: String) {
            self.span = span
            self.reason = reason
        }
    }

    package let id: RecordingID
    package let camera: CameraID
    /// SHA-256 of the whole file, lower-case hexadecimal.
    package let digest: String
    /// Wall-clock time of the first picture.
    package let start: Timestamp
    /// Source of the wall-clock start: `option`, `file-name`, `onvif`, `container` or `none`.
    package let clock: String
    /// When pictures are shown: sorted and disjoint, split at gaps within the file.
    package let runs: [TimeSpan]
    package let damage: [Damage]

    package init(
        id: RecordingID, camera: CameraID, digest: String, start: Timestamp, clock: String, runs: [TimeSpan],
        damage: [Damage]
    ) {
        self.id = id
        self.camera = camera
        self.digest = digest
        self.start = start
        self.clock = clock
        self.runs = runs
        self.damage = damage
    }
}

/// Identifies one recording in the catalogue; an opaque string.
package struct RecordingID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }
}
