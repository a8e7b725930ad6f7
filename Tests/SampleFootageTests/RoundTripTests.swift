import SampleFootage
import Testing
import Video

@Suite(.timeLimit(.minutes(5)))
struct RoundTripTests {
    @Test(arguments: ["mp4", "mkv", "ts"], [0, 2])
    func variableTimesComeBackExactly(container: String, bFrames: Int) throws {
        let folder = try TemporaryFolder()
        var clip = SyntheticClip(settings: VideoWriter.Settings(width: 160, height: 120), frameCount: 0)
        // Whole milliseconds, which every container can represent: steps of 51 and 18 ms, and a pause of 3 s.
        clip.times = (0..<40).map { (frame: Int64) -> Int64 in
            let pause: Int64 = frame > 25 ? 36_000 : 0
            return frame * 480 + frame % 3 * 132 + pause
        }
        clip.settings.bFrames = bFrames
        let path = "\(folder.path)/clip.\(container)"
        try clip.write(to: path)
        let reading = try ClipReading(path: path)
        #expect(reading.times.count == 40)
        for (read, written) in zip(reading.times, clip.times) {
            #expect(abs(read - Double(written) / 12_000) < 0.000_05)
        }
    }

    @Test(arguments: VideoWriter.Codec.allCases, [(1, 1), (640, 479), (33, 17), (320, 240)])
    func picturesComeBackInTheirSize(codec: VideoWriter.Codec, size: (width: Int, height: Int)) throws {
        let folder = try TemporaryFolder()
        var clip = SyntheticClip(
            settings: VideoWriter.Settings(width: size.width, height: size.height), frameCount: 12)
        clip.settings.codecs = [codec, .mpeg4]
        clip.settings.quality = .constant(12)
        let path = "\(folder.path)/clip.mkv"
        try clip.write(to: path)
        let planes = try ClipReading(path: path).planes
        #expect(planes.count == 12)
        for (index, plane) in planes.enumerated() {
            #expect(plane.count == size.width * size.height)
            #expect(meanDifference(plane, clip.luma(ofFrame: index)) < 3, "frame \(index)")
        }
    }

    @Test func sampleFramesAreDecodedAsTheyWereDrawn() throws {
        let folder = try TemporaryFolder()
        let scenes = SampleFootageWriter.cameras.map { $0.limited(toFramesPerRecording: 40) }
        let truth = try SampleFootageWriter.write(cameras: scenes, to: folder.path)
        for (scene, camera) in zip(scenes, truth.cameras) {
            for (recording, file) in zip(scene.recordings, camera.files) {
                let reading = try ClipReading(path: "\(folder.path)/\(file.name)")
                #expect(reading.planes.count == file.frames)
                for (frame, plane) in zip(recording.frames, reading.planes) {
                    #expect(meanDifference(plane, scene.luma(ofFrame: frame)) < 4, "\(file.name), frame \(frame)")
                }
            }
        }
    }
}
