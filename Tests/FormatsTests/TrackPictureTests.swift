import Analysis
import Footage
import Formats
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TrackPictureTests {
    private let box = Box(x: 1_000, y: 2_500, width: 512, height: 2_000)

    @Test func aPictureIsDescribedByWhatItShowsAndWhereItIs() {
        var picture = TrackPicture(
            camera: CameraID(rawValue: "gate"), track: 3, wanted: SampleTimeline.time(2_050), box: box)
        picture.shown = SampleTimeline.time(2_000)
        picture.recording = TrackPicture.Recording(id: RecordingID(rawValue: "r1"), name: "a.mp4", sha256: "00ff")
        picture.file = TrackPicture.File(path: "data/pictures/1-gate-3.jpg", sha512: "ab", width: 640, height: 360)
        let text = TrackPicture.json([picture]).text
        #expect(text.contains("the footage is the evidence"))
        #expect(
            text.hasSuffix(
                #""pictures":[{"at":"2026-03-01T21:55:02.000000Z","#
                    + #""box":{"height":0.2,"width":0.0512,"x":0.1,"y":0.25},"camera":"gate","#
                    + #""file":"data/pictures/1-gate-3.jpg","height":360,"recording":"r1","recordingFile":"a.mp4","#
                    + #""recordingSha256":"00ff","sha512":"ab","track":3,"wanted":"2026-03-01T21:55:02.050000Z","#
                    + #""width":640}]}"#), "\(text)")
    }

    @Test func whereThereIsNoneANoteSaysWhy() {
        var picture = TrackPicture(
            camera: CameraID(rawValue: "gate"), track: 3, wanted: SampleTimeline.time(2_050), box: box)
        picture.note = "no picture could be made: it is damaged"
        let text = TrackPicture.json([picture]).text
        #expect(text.contains(#""note":"no picture could be made: it is damaged""#))
        #expect(!text.contains(#""at""#) && !text.contains(#""file""#) && !text.contains(#""sha512""#))
    }
}
