import Catalogue
package import Chronology
package import Footage
package import Requisitions

extension TestStore {
    /// Catalogues a recording whose file is never opened: 25 frames a second over a span.
    @discardableResult
    package func addRecording(
        _ span: TimeSpan, to requisition: RequisitionID, camera: CameraID = camera, damage: [Recording.Damage] = []
    ) async throws -> RecordingID {
        let frames = span.duration / 40_000
        let recording = Recording(
            id: RecordingID(rawValue: ""), camera: camera,
            digest: (0..<64).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined(), start: span.start,
            clock: "file-name", runs: [span], damage: damage)
        let entry = CatalogueEntry(
            recording: recording, store: "default", path: "nowhere.mp4", originalName: "nowhere.mp4", size: 1,
            blockDigests: [UInt8](repeating: 0, count: 32), container: "mov", codec: "h264", width: 640, height: 360,
            frames: Int(frames), clockText: "", timeSource: .container)
        let index = FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
            entries: (0..<frames).map { FrameIndex.Entry(pts: $0, dts: $0, position: nil, isKeyframe: $0 % 50 == 0) },
            lastDuration: 1)
        return try await database.insert(entry, index: index, modified: 0, into: requisition)
    }
}
