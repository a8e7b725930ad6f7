package import Catalogue
package import Chronology
package import Decoding
package import Footage

/// A probed file of a camera, with its recording time.
package struct PlacedFootage: Sendable {
    package let camera: CameraID
    package let clock: RecordingClock
    package let probed: ProbedFootage

    package init(camera: CameraID, clock: RecordingClock, probed: ProbedFootage) {
        self.camera = camera
        self.clock = clock
        self.probed = probed
    }

    /// From the first picture to the end of the last, including damage.
    package var span: TimeSpan {
        let end = max(probed.index.duration, probed.damage.map(\.to).max() ?? 0)
        return TimeSpan(start: clock.start, end: clock.start.advanced(byMicroseconds: end))
    }

    /// Returns the catalogue entry. Its id is empty, because the database assigns it.
    package func entry(store: String, path: String) -> CatalogueEntry {
        func moment(_ offset: Int64) -> Timestamp { clock.start.advanced(byMicroseconds: offset) }
        let recording = Recording(
            id: RecordingID(rawValue: ""), camera: camera, digest: probed.digests.hexadecimal, start: clock.start,
            clock: clock.source.rawValue,
            runs: probed.index.runs().map { TimeSpan(start: moment($0.start), end: moment($0.end)) },
            damage: probed.damage.filter { $0.from < $0.to }.map {
                Recording.Damage(span: TimeSpan(start: moment($0.from), end: moment($0.to)), reason: $0.reason.rawValue)
            })
        return CatalogueEntry(
            recording: recording, store: store, path: path,
            originalName: probed.path.split(separator: "/").last.map(String.init) ?? probed.path,
            size: probed.digests.size, blockDigests: probed.digests.blocks.flatMap(\.self), container: probed.format,
            codec: probed.codec, width: probed.width, height: probed.height, frames: probed.index.entries.count,
            clockText: clock.raw, timeSource: probed.index.source)
    }
}
