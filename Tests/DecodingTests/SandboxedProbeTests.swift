import Crypto
import Decoding
import Footage
import Foundation
import SampleFootage
import Sandbox
import Synchronization
import TestSupport
import Testing
import Video

/// Imports whose containers are read in the real child process, behind every lock.
@Suite(.timeLimit(.minutes(10)))
struct SandboxedProbeTests {
    init() {
        signal(SIGPIPE, SIG_IGN)
    }

    private static var walls: ProbeWalls {
        var walls = ProbeWalls(policy: .require)
        walls.executable = RelectureExecutable.path
        return walls
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "relecture-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    /// Returns the failure of a file, if any, and the resources its reader used.
    private func outcome(
        _ path: String, _ walls: ProbeWalls = walls
    ) async throws -> (failure: IntakeFailure?, usage: ChildUsage) {
        let usage = Mutex(ChildUsage())
        do {
            _ = try await SandboxedProbe(walls).probe(
                path: path, onUsage: { used in usage.withLock { $0 = used } })
            return (nil, usage.withLock { $0 })
        } catch let failure as IntakeFailure {
            return (failure, usage.withLock { $0 })
        }
    }

    @Test(arguments: [
        ("20260301T215500Z.mp4", VideoWriter.Codec.h264, 2), ("a.mkv", .h264, 0), ("a.ts", .h264, 2),
        ("a.avi", .mpeg4, 0), ("a.mov", .mjpeg, 0), ("a.h264", .h264, 0),
    ])
    func learnsTheSameAsWithinTheProcess(name: String, codec: VideoWriter.Codec, bFrames: Int) async throws {
        try await withFolder { folder in
            let path = "\(folder)/\(name)"
            var settings = VideoWriter.Settings(width: 160, height: 120)
            settings.codecs = [codec]
            settings.bFrames = bFrames
            settings.creationTime = "2026-03-01T21:55:00Z"
            try SyntheticClip(settings: settings, frameCount: 100).write(to: path)
            let usage = Mutex(ChildUsage())
            let locked = try await SandboxedProbe(SandboxedProbeTests.walls).probe(
                path: path,
                onUsage: { used in
                    usage.withLock { $0 = used }
                })
            let plain = try FootageProbe().probe(path: path)
            #expect(locked.index == plain.index && locked.digests == plain.digests && locked.clocks == plain.clocks)
            #expect(locked.format == plain.format && locked.codec == plain.codec && locked.damage == plain.damage)
            #expect(locked.width == 160 && locked.height == 120 && locked.index.entries.count >= 99)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(locked.digests.whole == Array(SHA256.hash(data: bytes)))
            #expect(usage.withLock { $0.refusals } == 0, "\(usage.withLock { $0.lastLines })")
        }
    }

    @Test(arguments: [
        "\u{FEFF}#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "\u{FEFF}ffconcat version 1.0\nfile /etc/passwd\n",
        "<?xml version=\"1.0\"?>\n<!-- -->\n<M PD><BaseURL>http://127.0.0.1:9/a.mp4</BaseURL></M PD>\n",
        "\nv=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
    ])
    func aPlaylistIsRefusedAndOpensNothing(text: String) async throws {
        try await withFolder { folder in
            let path = "\(folder)/a.mp4"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let (failure, usage) = try await outcome(path)
            #expect(failure?.code == .notVideo && usage.refusals == 0 && usage.signal == nil)
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func aCodecOffTheListIsRefused() async throws {
        try await withFolder { folder in
            try TestClips.make("\(folder)/a.avi", seconds: 1, ["-c:v", "magicyuv"])
            let (failure, usage) = try await outcome("\(folder)/a.avi")
            #expect(failure?.code == .unsupportedCodec && usage.refusals == 0 && usage.signal == nil)
        }
    }

    @Test(arguments: [6_250, 563]) func giantPicturesTakeNoMemory(macroblocks: Int) async throws {
        try await withFolder { folder in
            let path = "\(folder)/a.h264"
            try Data(GiantPicture.stream(macroblocks: macroblocks)).write(to: URL(fileURLWithPath: path))
            let (failure, usage) = try await outcome(path)
            #expect(usage.signal == nil && usage.peakMemory < 200 << 20)
            // libav itself rejects the larger ones as damaged.
            if macroblocks == 563 { #expect(failure?.code == .pictureTooLarge, "\(String(describing: failure))") }
        }
    }

    @Test func aHeaderThatClaimsYearsForEachPictureIsRefused() async throws {
        try await withFolder { folder in
            let path = "\(folder)/a.avi"
            var settings = VideoWriter.Settings(width: 96, height: 64)
            settings.codecs = [.mjpeg]
            try SyntheticClip(settings: settings, frameCount: 40).write(to: path)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            // The stream header's scale and rate, here seconds per picture.
            let scale = try #require(bytes.range(of: Data("strh".utf8))).upperBound + 24
            for (offset, value) in [28_000_000, 1].enumerated() {
                for byte in 0..<4 { bytes[scale + 4 * offset + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
            }
            try bytes.write(to: URL(fileURLWithPath: path))
            let (failure, _) = try await outcome(path)
            #expect(failure?.code == .damaged && failure?.explanation.contains("hundred days") == true)
        }
    }

    @Test(arguments: [SandboxMischief.crash, .silence, .exit])
    func aReaderThatDoesNotSurviveItIsToldAsTheFilesFault(mischief: SandboxMischief) async throws {
        try await withFolder { folder in
            let path = "\(folder)/a.mp4"
            try Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0) }).write(to: URL(fileURLWithPath: path))
            var walls = SandboxedProbeTests.walls
            walls.arguments = ["sandbox-trial", "--mischief", mischief.rawValue]
            walls.silence = .milliseconds(500)
            let (failure, _) = try await outcome(path, walls)
            #expect(failure?.code == .endsReader && failure?.description.hasPrefix(path) == true)
        }
    }
}
