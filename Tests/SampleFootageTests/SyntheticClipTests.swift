import Foundation
import SampleFootage
import Testing
import Video

@Suite(.timeLimit(.minutes(5)))
struct SyntheticClipTests {
    @Test func theSquareIsWhereItSaysInEveryFrame() throws {
        let clip = SyntheticClip(settings: VideoWriter.Settings(width: 97, height: 50), frameCount: 60)
        for frame in 0..<60 {
            let plane = clip.luma(ofFrame: frame)
            let bright = plane.indices.filter { plane[$0] > 180 }
            let corner = clip.corner(inFrame: frame)
            #expect(bright.count == clip.side * clip.side)
            #expect(bright.first == corner.y * 97 + corner.x)
        }
    }

    private static let forms: [(String, VideoWriter.Codec)] =
        ["mp4", "mov", "mkv", "avi", "ts"].flatMap { container in
            VideoWriter.Codec.allCases.map { (container, $0) }
        } + [("h264", .h264)]

    @Test(arguments: forms)
    func everyContainerTakesEveryCodec(container: String, codec: VideoWriter.Codec) throws {
        let folder = try TemporaryFolder()
        var clip = SyntheticClip(settings: VideoWriter.Settings(width: 160, height: 120), frameCount: 20)
        clip.settings.codecs = [codec, .mpeg4]
        clip.settings.bFrames = codec == .mjpeg ? 0 : 2
        #expect([codec, .mpeg4].contains(try clip.write(to: "\(folder.path)/clip.\(container)")))
        #expect(try folder.bytes(of: "clip.\(container)").count > 500)
    }

    @Test(arguments: VideoWriter.Codec.allCases, [(1, 1), (640, 479), (33, 17), (2, 480)])
    func oddSizesAreWritten(codec: VideoWriter.Codec, size: (width: Int, height: Int)) throws {
        let folder = try TemporaryFolder()
        var clip = SyntheticClip(
            settings: VideoWriter.Settings(width: size.width, height: size.height), frameCount: 5)
        clip.settings.codecs = [codec, .mpeg4]
        try clip.write(to: "\(folder.path)/clip.mp4")
        #expect(try folder.bytes(of: "clip.mp4").count > 300)
    }

    @Test func theSameClipGivesTheSameBytes() throws {
        let folder = try TemporaryFolder()
        var clip = SyntheticClip(settings: VideoWriter.Settings(width: 128, height: 96), frameCount: 30)
        clip.times = (0..<30).map { Int64($0 * 480 + ($0 % 3) * 131) }
        clip.settings.creationTime = "2026-03-01T21:55:00.000000Z"
        for name in ["a.mkv", "b.mkv"] { try clip.write(to: "\(folder.path)/\(name)") }
        #expect(try folder.bytes(of: "a.mkv") == folder.bytes(of: "b.mkv"))
    }

    @Test func aFileWithoutFinishHasNoIndex() throws {
        let folder = try TemporaryFolder()
        let clip = SyntheticClip(settings: VideoWriter.Settings(width: 64, height: 64), frameCount: 1)
        do {
            let writer = try VideoWriter(path: "\(folder.path)/cut.mp4", settings: clip.settings)
            try writer.write(luma: clip.luma(ofFrame: 0), pts: 0)
        }
        #expect(try folder.bytes(of: "cut.mp4").range(of: Data("moov".utf8)) == nil)
    }

    @Test func theIndexGoesToTheFrontWhenAsked() throws {
        let folder = try TemporaryFolder()
        var clip = SyntheticClip(settings: VideoWriter.Settings(width: 64, height: 64), frameCount: 10)
        try clip.write(to: "\(folder.path)/end.mp4")
        clip.settings.indexPlacement = .atStart
        try clip.write(to: "\(folder.path)/start.mp4")
        for (name, isInFront) in [("end.mp4", false), ("start.mp4", true)] {
            let bytes = try folder.bytes(of: name)
            let index = try #require(bytes.range(of: Data("moov".utf8))).lowerBound
            let pictures = try #require(bytes.range(of: Data("mdat".utf8))).lowerBound
            #expect((index < pictures) == isInFront)
        }
    }

    @Test func soundAloneIsWritten() throws {
        let folder = try TemporaryFolder()
        try SilentAudioFile.write(path: "\(folder.path)/sound.mp4", seconds: 2)
        #expect(try folder.bytes(of: "sound.mp4").range(of: Data("mp4a".utf8)) != nil)
    }

    @Test func errorsNameTheFile() throws {
        let folder = try TemporaryFolder()
        let clip = SyntheticClip(settings: VideoWriter.Settings(width: 64, height: 64), frameCount: 1)
        for name in ["nowhere/clip.mp4", "clip.unknown-container"] {
            let path = "\(folder.path)/\(name)"
            let error = #expect(throws: VideoError.self) { try clip.write(to: path) }
            #expect(error?.description.contains(path) == true)
        }
    }

    @Test(arguments: ["mp4", "mkv", "ts"])
    func aFullDiskIsAnError(container: String) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/clip.\(container)"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
        let clip = SyntheticClip(settings: VideoWriter.Settings(width: 320, height: 240), frameCount: 20)
        #expect(throws: VideoError.self) { try clip.write(to: path) }
    }

    @Test func anEmptyPictureIsRefused() throws {
        let folder = try TemporaryFolder()
        let settings = VideoWriter.Settings(width: 0, height: 240)
        #expect(throws: VideoError.self) { try VideoWriter(path: "\(folder.path)/clip.mp4", settings: settings) }
        #expect(try folder.files().isEmpty)
    }
}
