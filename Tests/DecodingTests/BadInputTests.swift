import Decoding
import Footage
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct BadInputTests {
    private func outcome(_ path: String) -> IntakeFailure? {
        do {
            _ = try FootageProbe().probe(path: path)
            return nil
        } catch {
            return error as? IntakeFailure
        }
    }

    /// Expects a file with these bytes to fail with this code, in one line that names the file.
    private func expect(_ code: IntakeFailure.Code, name: String, _ bytes: [UInt8]) throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/\(name)"
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let failure = try #require(outcome(path))
            #expect(failure.code == code)
            #expect(failure.description.hasPrefix(path))
            #expect(!failure.description.contains("\n"))
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func packedPicturesAreRefusedWithTheWayToUnpackThem() throws {
        try TestClips.withFolder { folder in
            let (packed, plain) = ("\(folder)/packed.avi", "\(folder)/plain.avi")
            try TestClips.make(packed, seconds: 2, ["-c:v", "libxvid", "-bf", "2"])
            let failure = #expect(throws: IntakeFailure.self) { try FootageProbe().probe(path: packed) }
            #expect(failure?.code == .unsupportedCodec && failure?.description.contains("mpeg4_unpack_bframes") == true)
            try TestClips.run(["-i", packed, "-c", "copy", "-bsf:v", "mpeg4_unpack_bframes", plain])
            #expect(try FootageProbe().probe(path: plain).index.entries.count > 40)
        }
    }

    @Test func missingFileIsNamed() {
        #expect(outcome("/nowhere/a.mp4")?.code == .missing)
    }

    @Test func folderIsNoFile() throws {
        try TestClips.withFolder { #expect(outcome($0)?.code == .notAFile) }
    }

    @Test func emptyFileIsNamed() throws { try expect(.empty, name: "a.mp4", []) }

    @Test func textNamedVideoIsCalledText() throws {
        try expect(.notVideo, name: "a.mp4", Array("This is a list of things, and not a video.\n".utf8))
    }

    @Test func bytesWithoutMeaningAreNoVideo() throws {
        try expect(.notVideo, name: "a.avi", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 >> 3) })
    }

    @Test(arguments: ["IMKH", "DHAV", "MZ\u{90}"])
    func recordersOwnFormatIsNamed(magic: String) throws {
        try expect(.proprietaryFormat, name: "a.mp4", Array(magic.utf8) + [UInt8](repeating: 0, count: 4_096))
    }

    @Test func recordersOwnFormatIsKnownByItsEnding() throws {
        try expect(.proprietaryFormat, name: "a.ifv", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    }

    @Test(arguments: ["#EXTM3U\n#EXTINF:1,\n", "ffconcat version 1.0\nfile ", "<?xml?><MPD>", "v=0\r\no=- "])
    func playlistIsRefusedByItsFirstBytes(head: String) throws {
        try expect(.playlist, name: "a.mp4", Array("\(head)file:///etc/passwd\n".utf8))
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func playlistBehindOtherTextDoesNotOpenTheOtherFile() throws {
        try TestClips.withFolder { folder in
            try TestClips.make("\(folder)/other.ts", seconds: 1)
            let text =
                "\u{FEFF}#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://\(folder)/other.ts\n#EXT-X-ENDLIST\n"
            let path = "\(folder)/a.mp4"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(outcome(path)?.code == .notVideo)
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func truncatedMP4WithoutIndexSaysSo() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(path)
            try truncate(path, toFraction: 0.6)
            #expect(outcome(path)?.code == .noIndex)
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func soundAloneIsNoFootage() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.run(["-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac", path])
            #expect(outcome(path)?.code == .audioOnly)
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func codecOffTheListIsNamedAndNotDecoded() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.avi"
            try TestClips.make(path, seconds: 1, ["-c:v", "magicyuv"])
            let failure = try #require(outcome(path))
            #expect(failure.code == .unsupportedCodec)
            #expect(failure.explanation.contains("magicyuv"))
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func videoTrackWithoutPicturesSaysSo() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(path, seconds: 1, TestClips.h264 + ["-movflags", "empty_moov+frag_keyframe"])
            // Keep only the header with its empty movie box.
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let fragment = try #require(bytes.range(of: Data("moof".utf8)))
            try bytes[..<(fragment.lowerBound - 4)].write(to: URL(fileURLWithPath: path))
            #expect(outcome(path)?.code == .noFrames)
        }
    }

    @Test(
        .enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"),
        arguments: ["mkv", "avi", "ts", "fragmented.mp4", "fast.mp4"])
    func fileCutInTheMiddleKeepsItsReadablePart(form: String) throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.\(form)"
            let flags =
                ["fragmented.mp4": ["-movflags", "frag_keyframe"], "fast.mp4": ["-movflags", "faststart"]][form] ?? []
            try TestClips.make(path, seconds: 10, TestClips.h264 + flags)
            try truncate(path, toFraction: 0.5)
            let footage = try FootageProbe().probe(path: path)
            #expect((3_000_000...8_000_000).contains(footage.index.duration))
            // These formats do not record their length.
            guard form != "ts", form != "fragmented.mp4" else { return }
            let damage = try #require(footage.damage.last)
            #expect(damage.reason == .truncated)
            #expect(damage.from == footage.index.duration)
            #expect(abs(damage.to - 10_000_000) < 100_000)
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func lostPacketsOfATransportStreamAreAHoleUpToTheNextKeyframe() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.ts"
            try TestClips.make(path, seconds: 4)
            let index = try FootageProbe().probe(path: path).index
            // Remove everything between the 10th and the 12th picture of the second group, like a dropped radio link.
            let from = Int(try #require(index.entries[35].position)), to = Int(try #require(index.entries[37].position))
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes.removeSubrange(from..<to)
            try bytes.write(to: URL(fileURLWithPath: path))
            let footage = try FootageProbe().probe(path: path)
            let hole = try #require(footage.damage.first)
            #expect(footage.damage.count == 1)
            #expect(hole.reason == .corrupt)
            #expect((1_300_000...1_560_000).contains(hole.from))
            #expect(hole.to == 2_000_000)
        }
    }

    private func truncate(_ path: String, toFraction fraction: Double) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.prefix(Int(Double(bytes.count) * fraction)).write(to: URL(fileURLWithPath: path))
    }
}
