import Foundation
import SampleFootage
import TestSupport
import Video

/// Footage shared by the tests of this process: made once, removed at exit.
enum SampleClips {
    /// Half a minute of each gate recording: three movers, a gap, a burnt-in clock.
    static let gate = Task {
        try make("gate", [SyntheticScene.gate.limited(toFramesPerRecording: 375)]).folder + "/gate"
    }

    /// Both cameras as `relecture sample-footage` makes them, with their ground truth.
    static let all = Task { try make("all", SampleFootageWriter.cameras) }

    private static let root: String = {
        atexit { try? FileManager.default.removeItem(atPath: SampleClips.root) }
        return "/tmp/relecture-test-clips-\(getpid())"
    }()

    private static func make(_ name: String, _ scenes: [SyntheticScene]) throws -> (folder: String, truth: SampleTruth)
    {
        let folder = "\(root)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return (folder, try SampleFootageWriter.write(cameras: scenes, to: folder))
    }

    /// Writes a few seconds of a moving square; the path's extension selects the container.
    static func square(
        _ path: String, seconds: Int = 4, width: Int = 160, height: Int = 120, keyframeInterval: Int = 25
    ) throws {
        var settings = VideoWriter.Settings(width: width, height: height)
        settings.keyframeInterval = keyframeInterval
        try SyntheticClip(settings: settings, frameCount: seconds * 25).write(to: path)
    }
}
