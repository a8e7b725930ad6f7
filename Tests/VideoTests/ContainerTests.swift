import Foundation
import TestSupport
import Testing
import Video

@Suite(.timeLimit(.minutes(10)))
struct ContainerTests {
    @Test func missingFileIsAnErrorWithItsPath() {
        let error = #expect(throws: VideoError.self) { _ = try Container(path: "/nowhere/a.mp4") }
        #expect(error?.description == "/nowhere/a.mp4: open: No such file or directory")
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func playlistIsNotAmongTheFormats() throws {
        try withPlaylist { path in
            #expect(throws: VideoError.self) { _ = try Container(path: path) }
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func playlistCouldNotOpenAnotherFileEvenIfItWereAllowed() throws {
        try withPlaylist { path in
            var limits = VideoLimits.standard
            limits.formats += ["hls", "applehttp", "concat"]
            let error = #expect(throws: VideoError.self) {
                let container = try Container(path: path, limits: limits)
                var packet = Packet()
                if try !container.read(into: &packet) {
                    throw VideoError(operation: "read", path: path, code: 0, text: "nothing was read")
                }
            }
            #expect(error != nil)
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func codecOffTheListIsNotDecoded() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.avi"
            try TestClips.make(path, seconds: 1, ["-c:v", "magicyuv"])
            let container = try Container(path: path)
            let error = #expect(throws: VideoError.self) { _ = try Decoder(container: container) }
            #expect(error?.text.contains("magicyuv") == true)
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func rewindingReadsTheSamePacketsAgain() throws {
        try TestClips.withFolder { folder in
            for name in ["a.mp4", "hidden.mp4", "fragmented.mp4", "a.mkv", "a.avi", "a.ts", "a.h264"] {
                let path = "\(folder)/\(name)"
                if name == "hidden.mp4" {
                    try TestClips.run(["-ss", "1.6", "-i", "\(folder)/a.mp4", "-c", "copy", path])
                } else {
                    try TestClips.make(
                        path, TestClips.h264 + (name == "fragmented.mp4" ? ["-movflags", "frag_keyframe"] : []))
                }
                let container = try Container(path: path)
                let first = try positions(container)
                try container.rewind()
                #expect(try positions(container) == first, "\(name)")
                #expect(first.count >= 75, "\(name)")
            }
        }
    }

    private func positions(_ container: Container) throws -> [Int64?] {
        var positions: [Int64?] = []
        var packet = Packet()
        while try container.read(into: &packet) { positions.append(packet.position) }
        return positions
    }

    private func withPlaylist(_ body: (String) throws -> Void) throws {
        try TestClips.withFolder { folder in
            try TestClips.make("\(folder)/other.ts", seconds: 1)
            let list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://\(folder)/other.ts\n#EXT-X-ENDLIST\n"
            try list.write(toFile: "\(folder)/a.mp4", atomically: true, encoding: .utf8)
            try body("\(folder)/a.mp4")
        }
    }
}
