import Catalogue
import Chronology
import Footage
import Planning
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CatalogueTests {
    private static let index = FrameIndex(
        timeBase: TimeBase(numerator: 1, denominator: 25), source: .repaired,
        entries: (0..<100).map {
            FrameIndex.Entry(pts: $0, dts: $0 - 2, position: $0 * 900, isKeyframe: $0 % 25 == 0)
        }, lastDuration: 1)

    private func entry(_ digest: Character, camera: String = "gate", minute: Int = 0) -> CatalogueEntry {
        let span = TestStore.minute(minute)
        let recording = Recording(
            id: RecordingID(rawValue: ""), camera: CameraID(rawValue: camera),
            digest: String(repeating: digest, count: 64), start: span.start, clock: "file-name", runs: [span],
            damage: [
                Recording.Damage(
                    span: TimeSpan(start: span.end, end: span.end.advanced(byMicroseconds: 7)), reason: "truncated")
            ])
        return CatalogueEntry(
            recording: recording, store: "default", path: "a/\(digest).mp4", originalName: "\(digest).mp4",
            size: 90_000,
            blockDigests: [UInt8](repeating: 3, count: 32), container: "mov", codec: "h264", width: 640, height: 360,
            frames: 100, clockText: "20260301", timeSource: .repaired)
    }

    @Test func sameFileTwiceIsOneRecording() async throws {
        try await TestStore.with { store in
            let gate = CameraID(rawValue: "gate"), yard = CameraID(rawValue: "yard")
            let requisition = try await store.openRequisition(cameras: [gate, yard])
            let (database, index) = (store.database, CatalogueTests.index)
            let first = try await database.insert(entry("a"), index: index, modified: 5, into: requisition)
            let again = try await database.insert(entry("a", minute: 9), index: index, modified: 6, into: requisition)
            let other = try await database.insert(entry("b"), index: index, modified: 5, into: requisition)
            let elsewhere = try await database.insert(
                entry("a", camera: "yard"), index: index, modified: 5, into: requisition)
            #expect(first == again)
            #expect(Set([first, other, elsewhere]).count == 3)
            #expect(try await database.recordings(of: requisition).count == 3)
            #expect(try await database.recordings(of: requisition, camera: yard).map(\.recording.id) == [elsewhere])
        }
    }

    @Test func importedAtTheSameMomentTheSameFileIsOneRecording() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let ids = try await withThrowingTaskGroup(of: RecordingID.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await store.database.insert(
                            entry("a"), index: CatalogueTests.index, modified: 5, into: requisition)
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try await store.database.recordings(of: requisition).count == 1)
        }
    }

    @Test func catalogueGivesBackWhatImportFound() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let id = try await store.database.insert(
                entry("c"), index: CatalogueTests.index, modified: 5, into: requisition)
            let stored = try #require(try await store.database.recordings(of: requisition).first)
            let given = entry("c")
            #expect(stored.recording.id == id)
            #expect(stored.recording.runs == given.recording.runs && stored.recording.damage == given.recording.damage)
            #expect(
                stored.recording.start == given.recording.start && stored.recording.digest == given.recording.digest)
            #expect(stored.path == given.path && stored.blockDigests == given.blockDigests)
            #expect(stored.timeSource == .repaired)
            #expect(try await store.database.frameIndex(of: id) == CatalogueTests.index)
            let needed = try await store.database.frameIndex(of: id, from: 0, to: 1_000_000)
            let whole = try #require(CatalogueTests.index.decodingRange(from: 0, to: 1_000_000))
            #expect(needed.index.decodingRange(from: 0, to: 1_000_000) == whole && needed.firstOrdinal == 0)
            // One that was imported before indexes had blocks.
            try await store.execute("UPDATE relecture.frame_index SET blocks = NULL")
            let old = try await store.database.frameIndex(of: id, from: 0, to: 1_000_000)
            #expect(old == FrameIndexPart(index: CatalogueTests.index))
        }
    }

    @Test func fileIsKnownByPlaceSizeAndChangeUnlessItsClockWasGiven() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let id = try await store.database.insert(
                entry("d"), index: CatalogueTests.index, modified: 5, into: requisition)
            func known(size: Int64 = 90_000, modified: Int64 = 5) async throws -> RecordingID? {
                try await store.database.recording(
                    ofCamera: TestStore.camera, store: "default", path: "a/d.mp4", size: size, modified: modified,
                    in: requisition)
            }
            #expect(try await known() == id)
            #expect(try await known(size: 90_001) == nil)
            #expect(try await known(modified: 6) == nil)
            try await store.execute("UPDATE relecture.recording SET clock = 'option'")
            #expect(try await known() == nil)
        }
    }
}
