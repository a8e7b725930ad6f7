import Decoding
import Footage
import Foundation
import TestSupport
import Testing
import Video

@Suite(.timeLimit(.minutes(5)), .enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
struct DecoderTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let name: String
        let arguments: [String]
        var testDescription: String { name }
    }

    static let forms = [
        Form(name: "a.mp4", arguments: TestClips.h264),
        Form(name: "a.mkv", arguments: TestClips.h264),
        Form(name: "a.avi", arguments: TestClips.h264),
        Form(name: "a.ts", arguments: TestClips.h264),
        Form(name: "a.h264", arguments: TestClips.h264),
        Form(name: "open.mp4", arguments: TestClips.h264 + ["-x264-params", "open-gop=1"]),
        Form(name: "fragmented.mp4", arguments: TestClips.h264 + ["-movflags", "frag_keyframe+empty_moov"]),
        Form(name: "mpeg4.avi", arguments: ["-c:v", "mpeg4", "-bf", "2", "-g", "25"]),
        Form(name: "mpeg2.ts", arguments: ["-c:v", "mpeg2video", "-bf", "2", "-g", "25"]),
        Form(name: "mjpeg.avi", arguments: ["-c:v", "mjpeg"]),
        Form(
            name: "hevc.mp4",
            arguments: ["-c:v", "libx265", "-pix_fmt", "yuv420p", "-x265-params", "log-level=none:keyint=25"]),
        Form(
            name: "hevc.hevc",
            arguments: ["-c:v", "libx265", "-pix_fmt", "yuv420p", "-x265-params", "log-level=none:keyint=25"]),
        Form(
            name: "hevc10.mkv",
            arguments: ["-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=none:keyint=25"]),
    ]

    @Test(arguments: forms)
    func everyPictureComesOnceAtItsTimeInOrder(form: Form) throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/\(form.name)"
            try TestClips.make(path, form.arguments)
            let index = try FootageProbe().probe(path: path).index
            let clip = try DecodedClip(path, index: index)
            #expect(clip.damage == [])
            #expect(clip.pictures.map(\.pts) == index.entries.map(\.pts).sorted())
            let tenths = index.showings().map { ($0.start + 20_000) / 40_000 }
            #expect(tenths == (0..<100).map(Int64.init))
        }
    }

    @Test(arguments: forms)
    func decodingFromAnyKeyframeGivesTheSameBits(form: Form) throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/\(form.name)"
            try TestClips.make(path, form.arguments)
            let index = try FootageProbe().probe(path: path).index
            let whole = try DecodedClip(path, index: index)
            let keyframes = index.entries.indices.filter { index.entries[$0].isKeyframe }
            #expect(keyframes.count >= 4)
            for key in keyframes.prefix(30) {
                let start = index.entries[key].pts
                let part = try DecodedClip(path, index: index, from: key)
                #expect(part.pictures.filter { $0.pts >= start } == whole.pictures.filter { $0.pts >= start })
            }
        }
    }
}
