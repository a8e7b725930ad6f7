import Chronology
import Crypto
import Decoding
import Footage
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)), .enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
struct FootageProbeTests {
    @Test func digestsAreThoseOfTheBytes() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mkv"
            // Barely compressible noise: more than two blocks of 16 MiB.
            try TestClips.run([
                "-f", "lavfi", "-i", "nullsrc=s=640x480:r=25:d=4,geq=random(1)*255:128:128", "-c:v", "mjpeg", "-q:v",
                "2", path,
            ])
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let digests = try FootageProbe().probe(path: path).digests
            #expect(digests.size == Int64(bytes.count))
            #expect(digests.whole == Array(SHA256.hash(data: bytes)))
            let size = Int(FootageDigests.blockSize)
            let blocks = stride(from: 0, to: bytes.count, by: size).map {
                Array(SHA256.hash(data: bytes[$0..<min($0 + size, bytes.count)]))
            }
            #expect(blocks.count > 1)
            #expect(digests.blocks == blocks)
        }
    }

    @Test func startOffsetOfTransportStreamsIsTakenAway() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.ts"
            try TestClips.make(path, seconds: 2)
            let index = try FootageProbe().probe(path: path).index
            #expect(index.entries.map(\.pts).min() == 0)
            #expect(index.duration == 2_000_000)
            #expect(index.source == .container)
        }
    }

    @Test func keyframesThatBeginAGradualRefreshAreTold() throws {
        try TestClips.withFolder { folder in
            let refresh = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "0", "-threads", "1", "-x264-params"]
            for (name, parameters) in [("a.mp4", "intra-refresh=1:keyint=20"), ("b.ts", "keyint=20:open-gop=1")] {
                try TestClips.make("\(folder)/\(name)", seconds: 4, refresh + [parameters])
                let keyframes = try FootageProbe().probe(path: "\(folder)/\(name)").index.entries.filter(\.isKeyframe)
                #expect(keyframes.count > 2 && !keyframes[0].isGradual)
                #expect(keyframes.dropFirst().allSatisfy { $0.isGradual == (name == "a.mp4") })
            }
        }
    }

    @Test func indexSurvivesStorage() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(path, seconds: 2)
            let index = try FootageProbe().probe(path: path).index
            #expect(try FrameIndex(encoded: index.encoded()) == index)
        }
    }

    @Test func editListThatHidesLeadingPicturesMovesThemBeforeZero() throws {
        try TestClips.withFolder { folder in
            try TestClips.make("\(folder)/a.mp4", seconds: 4)
            // Copying from between two keyframes writes an edit list that hides the pictures before.
            try TestClips.run(["-ss", "1.6", "-i", "\(folder)/a.mp4", "-c", "copy", "\(folder)/b.mp4"])
            let index = try FootageProbe().probe(path: "\(folder)/b.mp4").index
            #expect(index.entries.filter { $0.pts < 0 }.count == 15)
            #expect(index.showings().first?.start == 0)
            #expect(index.duration == 2_400_000)
        }
    }

    @Test func creationTimeOfTheContainerIsAClock() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(
                path, seconds: 1, TestClips.h264 + ["-metadata", "creation_time=2024-01-31T21:58:12Z"])
            let clock = RecordingClock.mostTrusted(of: try FootageProbe().probe(path: path).clocks)
            #expect(clock.source == .container)
            #expect(clock.start.rfc3339 == "2024-01-31T21:58:12.000000Z")
        }
    }

    @Test func soundThatOutlastsTheVideoIsNoDamage() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mkv"
            try TestClips.run(
                ["-f", "lavfi", "-i", "testsrc=s=160x120:d=2", "-f", "lavfi", "-i", "sine=d=8"] + TestClips.h264
                    + ["-c:a", "aac", path])
            #expect(try FootageProbe().probe(path: path).damage == [])
        }
    }

    @Test func progressRunsToTheEndAndCanStopTheProbe() throws {
        struct Stop: Error {}
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(path, seconds: 1)
            var last: (Int64, Int64) = (0, 0)
            let footage = try FootageProbe().probe(path: path) { last = ($0, $1) }
            #expect(last == (footage.digests.size, footage.digests.size))
            #expect(throws: Stop.self) { try FootageProbe().probe(path: path) { _, _ in throw Stop() } }
        }
    }
}
