import Foundation
import SampleFootage
import Video

/// The intact files that a fuzz run damages: a short clip of every container and codec that can be written here, and
/// playlists disguised as clips.
package struct FuzzSeeds: Sendable {
    struct Seed: Sendable {
        let name: String
        /// Including the dot.
        let suffix: String
        let bytes: [UInt8]
    }

    let seeds: [Seed]

    /// - Parameters:
    ///   - folder: the folder for the clips.
    ///   - files: further files.
    package init(in folder: String, files: [String]) throws {
        var seeds: [Seed] = []
        for (name, codec, bFrames) in FuzzSeeds.clips {
            let path = "\(folder)/seed-\(name)"
            var settings = VideoWriter.Settings(width: 96, height: 64)
            settings.codecs = [codec]
            settings.bFrames = bFrames
            settings.keyframeInterval = 12
            try SyntheticClip(settings: settings, frameCount: 40).write(to: path)
            seeds.append(try FuzzSeeds.seed(path))
        }
        let target = seeds[0].name
        // Playlists are refused by their first bytes whatever the damage: one in seven is enough.
        seeds += seeds + seeds
        for (name, text) in FuzzSeeds.playlists(naming: "\(folder)/\(target)") {
            seeds.append(Seed(name: name, suffix: ".mp4", bytes: Array(text.utf8)))
        }
        for file in files { seeds.append(try FuzzSeeds.seed(file)) }
        self.seeds = seeds
    }

    private static let clips: [(String, VideoWriter.Codec, Int)] = [
        ("a.mp4", .h264, 2), ("b.mp4", .mpeg4, 0), ("c.mov", .mjpeg, 0), ("d.mkv", .h264, 2), ("e.avi", .mpeg4, 1),
        ("f.avi", .mjpeg, 0), ("g.ts", .h264, 2), ("h.h264", .h264, 0),
    ]

    /// Text that makes a demuxer outside the allowed list open other files. Starts with a marker, so that the first
    /// bytes do not reveal it.
    private static func playlists(naming path: String) -> [(String, String)] {
        [
            ("hls", "\u{FEFF}#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://\(path)\n#EXT-X-ENDLIST\n"),
            ("concat", "\u{FEFF}ffconcat version 1.0\nfile \(path)\nfile /etc/passwd\n"),
            (
                "dash",
                "<?xml version=\"1.0\"?>\n<M PD><Period><AdaptationSet><Representation><BaseURL>http://127.0.0.1:9/a.mp4"
                    + "</BaseURL></Representation></AdaptationSet></Period></M PD>\n"
            ),
            ("sdp", "\nv=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"),
        ]
    }

    private static func seed(_ path: String) throws -> Seed {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let name = (path as NSString).lastPathComponent
        let suffix = (name as NSString).pathExtension
        return Seed(name: name, suffix: suffix.isEmpty ? "" : ".\(suffix)", bytes: [UInt8](data))
    }
}
