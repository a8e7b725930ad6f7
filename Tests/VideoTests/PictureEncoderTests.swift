import Foundation
import TestSupport
import Testing
import Video

@Suite(.timeLimit(.minutes(5)), .enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
struct PictureEncoderTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let name: String
        let size: String
        let arguments: [String]
        let width: Int
        let height: Int
        var testDescription: String { name }
    }

    private static func h264(_ format: String, _ more: String...) -> [String] {
        ["-c:v", "libx264", "-pix_fmt", format, "-threads", "1"] + more
    }

    static let forms = [
        Form(name: "narrow.mp4", size: "320x240", arguments: h264("yuv420p"), width: 320, height: 240),
        Form(name: "wide.mp4", size: "1280x720", arguments: h264("yuv420p"), width: 640, height: 360),
        Form(
            name: "full-range.avi", size: "700x400", arguments: ["-c:v", "mjpeg", "-q:v", "3"], width: 640,
            height: 366),
        Form(
            name: "oblong.mp4", size: "704x576", arguments: h264("yuv420p", "-vf", "setsar=12/11"), width: 640,
            height: 480),
        Form(name: "ten-bits.mkv", size: "320x240", arguments: h264("yuv420p10le"), width: 320, height: 240),
        Form(name: "odd.mkv", size: "321x241", arguments: h264("yuv444p"), width: 321, height: 241),
        Form(name: "gray.mp4", size: "320x240", arguments: h264("gray"), width: 320, height: 240),
    ]

    /// Limited range mistaken for full range would differ by ten or more.
    @Test(arguments: forms)
    func aPictureLooksLikeTheFootageAndIsTheSameEachTime(form: Form) throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/\(form.name)"
            try TestClips.make(path, seconds: 1, rate: 5, size: form.size, form.arguments)
            let picture = try first(of: path)
            #expect(picture.width == form.width && picture.height == form.height)
            let file = folder + "/a.jpg"
            try Data(picture.bytes).write(to: URL(fileURLWithPath: file))
            let seen = try TestClips.luma(of: file)
            let footage = try TestClips.luma(of: path, size: (form.width, form.height))
            #expect(seen.count == form.width * form.height)
            #expect(TestClips.difference(seen, footage) < 2)
            #expect(try first(of: path) == picture)
        }
    }

    private func first(of path: String) throws -> PictureEncoder.Picture {
        let container = try Container(path: path)
        let decoder = try Decoder(container: container)
        var packet = Packet()
        var picture: PictureEncoder.Picture?
        func keep(_ frame: borrowing Frame) throws {
            if picture == nil { picture = try PictureEncoder(widest: 640).jpeg(of: frame) }
        }
        while picture == nil, try container.read(into: &packet) {
            _ = try decoder.decode(packet, presentedAt: nil) { try keep($0) }
        }
        _ = try decoder.finish { try keep($0) }
        return try #require(picture)
    }
}
