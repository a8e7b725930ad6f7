import Analysis
import Catalogue
import Footage
import Planning
import SampleFootage
import TestSupport
import Testing
import Timelines
import Video

/// Checks that findings change only with the analysis version, against digests of the findings of fixed footage.
@Suite(.timeLimit(.minutes(5)))
struct AnalysisVersionTests {
    /// SHA-256 of each version's findings. Keep old entries when adding one.
    private static let digests = [
        1: "sha256:ba865d9b02bbda2789c1bcba3f778ee8786f61f817d491cfb3315311186c9943"
    ]

    @Test func findingsChangeOnlyWithTheVersion() throws {
        let found = try AnalysisVersionTests.findings()
        #expect(found.tracks.count == 3, "the scene has two people and a van")
        #expect(
            Digests.sha256(found.text) == AnalysisVersionTests.digests[AnalysisVersion.current],
            "findings changed: raise AnalysisVersion.current and add its digest here")
    }

    /// Returns the default profile's findings in two recordings of the sample's gate, 24 s each. Frames are drawn with
    /// integer arithmetic and stored losslessly, so neither encoder nor processor affects them.
    private static func findings() throws -> (text: String, tracks: [Track]) {
        try TestClips.withFolder { folder in
            let scene = SyntheticScene.gate.limited(toFramesPerRecording: 300)
            var footage = ClipFootage()
            footage.profile = .standard
            for (place, recording) in scene.recordings.enumerated() {
                try write(recording, of: scene, to: "\(folder)/\(place).mp4")
                try footage.add("\(folder)/\(place).mp4", after: place == 0 ? 0 : 106_000_000)
            }
            let found = try footage.review(.whole)
            let tracks = TrackLinker.link(found.tracklets, profile: footage.profile)
            let result = ChunkResult(
                tracklets: found.tracklets.map { $0.encoded() }, coverage: found.coverage,
                framesAnalysed: found.framesAnalysed)
            let lines = tracks.map { "track \($0.encoded().hexadecimal)\n" }
            return (result.text + lines.joined(), tracks)
        }
    }

    private static func write(
        _ recording: SyntheticScene.Recording, of scene: SyntheticScene, to path: String
    ) throws {
        var settings = VideoWriter.Settings(width: scene.width, height: scene.height)
        settings.codecs = [.h264]
        settings.quality = .constant(0)
        settings.frameDuration = scene.frameTicks
        let writer = try VideoWriter(path: path, settings: settings)
        for (position, frame) in recording.frames.enumerated() {
            try writer.write(luma: scene.luma(ofFrame: frame), pts: Int64(position) * scene.frameTicks)
        }
        try writer.finish()
    }
}
