import Decoding
import Footage
import Foundation
import TestSupport
import Testing
import Video

@Suite(.timeLimit(.minutes(5)), .enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
struct DamagedDecodingTests {
    @Test func overwrittenBytesAreReportedAndTheNextKeyframeIsCleanAgain() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(path)
            let index = try FootageProbe().probe(path: path).index
            let clean = try DecodedClip(path, index: index)
            // The second picture of the second group, which later pictures refer to.
            let victim = try #require(index.entries[26].position)
            try overwrite(path, at: victim + 8, count: 60)
            let damaged = try DecodedClip(path, index: index)
            #expect(!damaged.damage.isEmpty || damaged.pictures.contains { $0.isDamaged })
            let next = index.entries[50].pts
            #expect(damaged.pictures.filter { $0.pts >= next } == clean.pictures.filter { $0.pts >= next })
            let before = index.entries[25].pts
            #expect(damaged.pictures.filter { $0.pts < before } == clean.pictures.filter { $0.pts < before })
        }
    }

    @Test func changeOfResolutionIsToldByTheFrame() throws {
        try TestClips.withFolder { folder in
            try TestClips.make("\(folder)/a.ts", seconds: 1, size: "160x120")
            try TestClips.make("\(folder)/b.ts", seconds: 1, size: "320x240")
            let joined = try ["a", "b"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0).ts")) }
            try (joined[0] + joined[1]).write(to: URL(fileURLWithPath: "\(folder)/c.ts"))
            #expect(try widths("\(folder)/c.ts") == Array(repeating: 160, count: 25) + Array(repeating: 320, count: 25))
        }
    }

    @Test(arguments: ["1x1", "640x479", "17x33"])
    func oddSizesKeepTheirSize(size: String) throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mkv"
            try TestClips.make(path, seconds: 1, size: size, ["-c:v", "mjpeg", "-pix_fmt", "yuvj444p"])
            let width = try #require(Int(size.split(separator: "x")[0]))
            #expect(try widths(path) == Array(repeating: width, count: 25))
            #expect(try FootageProbe().probe(path: path).width == width)
        }
    }

    @Test func pictureLargerThanTheLimitIsRefused() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(path, seconds: 1)
            var limits = VideoLimits.standard
            limits.maximumPixels = 100
            let container = try Container(path: path, limits: limits)
            #expect(throws: VideoError.self) { _ = try widths(container) }
        }
    }

    @Test func interruptionEndsReading() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.ts"
            try TestClips.make(path, seconds: 1)
            let interruption = Interruption()
            let container = try Container(path: path, interruption: interruption)
            interruption.raise()
            var packet = Packet()
            let error = #expect(throws: VideoError.self) { _ = try container.read(into: &packet) }
            #expect(error?.isInterruption == true)
        }
    }

    private func widths(_ path: String) throws -> [Int] { try widths(Container(path: path)) }

    private func widths(_ container: Container) throws -> [Int] {
        let decoder = try Decoder(container: container)
        var widths: [Int] = []
        var packet = Packet()
        while try container.read(into: &packet) {
            _ = try decoder.decode(packet, presentedAt: nil) { frame in
                try frame.withLuma { widths.append($0.width) }
            }
        }
        _ = try decoder.finish { frame in try frame.withLuma { widths.append($0.width) } }
        guard !widths.isEmpty else {
            throw VideoError(operation: "test", path: container.path, code: 0, text: "no pictures")
        }
        return widths
    }

    private func overwrite(_ path: String, at offset: Int64, count: Int) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: Data(repeating: 0xA5, count: count))
        try file.close()
    }
}
