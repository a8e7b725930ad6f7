import Chronology
import Footage
import Foundation
import Video

/// Writes the sample: one folder of files per camera, with `truth.json` beside them.
package enum SampleFootageWriter {
    /// Progress in frames, over all files together.
    package struct Progress: Sendable {
        package let frames: Int
        package let total: Int
        /// Relative to the sample's folder.
        package let file: String
    }

    package static let cameras: [SyntheticScene] = [.gate, .yard]

    /// Replaces files of the same names. Each file appears under its name only when it is complete.
    ///
    /// Frames and truth are identical on every machine; the files' bytes are identical for identical versions of
    /// libavcodec and its encoder.
    @discardableResult
    package static func write(
        cameras: [SyntheticScene] = cameras, to directory: String, progress: (Progress) -> Void = { _ in }
    ) throws -> SampleTruth {
        let total = cameras.reduce(0) { $0 + $1.frameCount }
        var done = 0
        for scene in cameras {
            let folder = "\(directory)/\(scene.camera)"
            try reporting(folder) {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            for recording in scene.recordings {
                let name = scene.fileName(of: recording)
                try write(recording, of: scene, to: folder, name: name) {
                    done += 1
                    progress(Progress(frames: done, total: total, file: "\(scene.camera)/\(name)"))
                }
            }
        }
        let truth = SampleTruth(cameras: cameras.map(\.truth))
        try write(truth, to: "\(directory)/truth.json")
        return truth
    }

    private static func write(
        _ recording: SyntheticScene.Recording, of scene: SyntheticScene, to folder: String, name: String,
        frameDone: () -> Void
    ) throws {
        // The extension selects the container, so mark the unfinished file at the front: a leading dot hides it.
        let unfinished = "\(folder)/.\(name)"
        var settings = VideoWriter.Settings(width: scene.width, height: scene.height)
        settings.frameDuration = scene.frameTicks
        settings.keyframeInterval = Int(2 * Int64(settings.timeBaseDenominator) / scene.frameTicks)
        settings.quality = .constant(24)
        settings.creationTime = recording.start.rfc3339
        do {
            try encode(recording, of: scene, to: unfinished, settings: settings, frameDone: frameDone)
            try move(unfinished, to: "\(folder)/\(name)")
        } catch {
            unlink(unfinished)
            throw error
        }
    }

    private static func encode(
        _ recording: SyntheticScene.Recording, of scene: SyntheticScene, to path: String,
        settings: VideoWriter.Settings, frameDone: () -> Void
    ) throws {
        let writer = try VideoWriter(path: path, settings: settings)
        for (position, frame) in recording.frames.enumerated() {
            try writer.write(luma: scene.luma(ofFrame: frame), pts: Int64(position) * scene.frameTicks)
            frameDone()
        }
        try writer.finish()
    }

    private static func write(_ truth: SampleTruth, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(truth) + Data("\n".utf8)
        try reporting(path) { try json.write(to: URL(fileURLWithPath: path), options: .atomic) }
    }

    private static func move(_ unfinished: String, to path: String) throws {
        guard rename(unfinished, path) != 0 else { return }
        throw SampleFootageError(path: path, text: String(cString: strerror(errno)))
    }

    private static func reporting(_ path: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw SampleFootageError(path: path, text: (error as any Error).localizedDescription)
        }
    }
}
