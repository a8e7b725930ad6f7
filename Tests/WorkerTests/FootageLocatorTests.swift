import Catalogue
import Chronology
import Crypto
import Decoding
import Footage
import Foundation
import TestSupport
import Testing
import WorkLedger
import Worker

struct FootageLocatorTests {
    private let bytes = [UInt8]((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })

    private func entry(_ path: String) -> CatalogueEntry {
        let recording = Recording(
            id: RecordingID(rawValue: "r"), camera: CameraID(rawValue: "gate"), digest: "whole", start: .epoch,
            clock: "option", runs: [], damage: [])
        return CatalogueEntry(
            recording: recording, store: "default", path: path, originalName: path, size: Int64(bytes.count),
            blockDigests: Array(SHA256.hash(data: bytes)), container: "mov", codec: "h264", width: 1, height: 1,
            frames: 1, clockText: "", timeSource: .container)
    }

    private func withLocator(
        _ body: (_ folder: String, _ locator: FootageLocator) throws -> Void
    ) throws {
        try TestClips.withFolder { folder in
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/a.mp4"))
            try body(folder, FootageLocator(roots: try #require(FootageRoots(folder))))
        }
    }

    private func failure(_ locator: FootageLocator, _ path: String) -> ReviewFailure? {
        #expect(throws: ReviewFailure.self) { _ = try locator.open(entry(path)) }
    }

    @Test func theFileThatWasImportedIsOpenedTwice() throws {
        try withLocator { folder, locator in
            let file = try locator.open(entry("a.mp4"))
            #expect(file.path == "\(folder)/a.mp4" && file.digest == "whole" && file.isUnchanged)
            #expect(Set(file.descriptors).count == 2)
            // Each descriptor has its own file offset.
            var byte: UInt8 = 0
            #expect(lseek(file.descriptors[0], 100, SEEK_SET) == 100 && read(file.descriptors[1], &byte, 1) == 1)
            #expect(byte == bytes[0])
        }
    }

    @Test func anotherFileInItsPlaceIsRefusedForGoodAlsoAfterItWasVerified() throws {
        try withLocator { folder, locator in
            _ = try locator.open(entry("a.mp4"))
            var other = bytes
            other[17] ^= 1
            try Data(other).write(to: URL(fileURLWithPath: "\(folder)/a.mp4"))
            let failure = failure(locator, "a.mp4")
            #expect(failure?.kind == .permanent && failure?.reason == "wrong-file")
        }
    }

    @Test func aFileOfAnotherSizeIsRefusedForGood() throws {
        try withLocator { folder, locator in
            truncate("\(folder)/a.mp4", 30_000)
            #expect(failure(locator, "a.mp4")?.kind == .permanent)
        }
    }

    @Test func aMissingMountMayComeBack() throws {
        try withLocator { _, locator in
            let failure = failure(locator, "gone/b.mp4")
            #expect(failure?.kind == .transient && failure?.reason == "missing")
        }
    }

    @Test func storageThatCannotBeReadMayRecover() throws {
        try withLocator { folder, locator in
            try FileManager.default.createDirectory(atPath: "\(folder)/b.mp4", withIntermediateDirectories: false)
            let failure = failure(locator, "b.mp4")
            #expect(failure?.kind == .transient && failure?.reason == "storage")
        }
    }
}
