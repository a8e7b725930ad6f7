import Analysis
import Chronology
import Footage
import Testing
import Timelines

/// Runs the whole analysis on scenes with known truth.
@Suite(.timeLimit(.minutes(5)))
struct PresenceTests {
    @Test func aSquareCrossingThePictureIsOneTrackExactToAFrame() throws {
        // Enters on the left at 10 s and has left on the right 7.2 s later.
        let scene = SyntheticScene(seconds: 40) { canvas, time in
            canvas.square(x: -20 + (time - 10_000) / 40, y: 50, side: 20, luma: 190)
        }
        let tracks = scene.tracks()
        try #require(tracks.count == 1)
        #expect(abs(tracks[0].span.start.microseconds - 10_050_000) <= 200_000)
        #expect(abs(tracks[0].span.end.microseconds - 17_200_000) <= 200_000)
        #expect(Activity.spans(of: tracks) == [tracks[0].span])
    }

    @Test func somethingThatAppearsInTheOpenStartsAndEndsExactlyWithItsFrames() throws {
        let scene = SyntheticScene(seconds: 30) { canvas, time in
            guard (11_000..<16_000).contains(time) else { return }
            canvas.square(x: 30 + (time - 11_000) / 100, y: 40, side: 16, luma: 30)
        }
        let tracks = scene.tracks()
        try #require(tracks.count == 1)
        #expect(tracks[0].span == TimeSpan(start: scene.time(110), end: scene.time(160)))
    }

    @Test func whoStandsStillForAMinuteStaysOneTrack() throws {
        // Walks in from 8 to 13 s, stands until 73 s, walks on until 78 s.
        let scene = SyntheticScene(framesPerSecond: 5, seconds: 100) { canvas, time in
            let walked = min(max(time - 8_000, 0), 5_000) + max(time - 73_000, 0)
            canvas.rectangle(x: -12 + walked / 60, y: 40, width: 12, height: 30, luma: 30)
        }
        let tracks = scene.tracks()
        try #require(tracks.count == 1)
        #expect(tracks[0].span.start < Timestamp(microseconds: 9_000_000))
        #expect(tracks[0].span.end > Timestamp(microseconds: 77_500_000))
    }

    @Test func somethingParkedThatLeavesLeavesNoGhost() throws {
        let scene = SyntheticScene(framesPerSecond: 5, seconds: 120) { canvas, time in
            canvas.rectangle(x: 60 + max(0, time - 62_000) / 30, y: 60, width: 30, height: 16, luma: 200)
        }
        let tracks = scene.tracks()
        try #require(tracks.count == 1)
        #expect(tracks[0].span.start >= Timestamp(microseconds: 61_000_000))
        #expect(tracks[0].span.end <= Timestamp(microseconds: 66_000_000))
    }

    @Test func aClockThatCountsMakesNoActivity() {
        let scene = SyntheticScene(framesPerSecond: 5, seconds: 60) { canvas, time in
            let seconds = time / 1_000
            for (place, digit) in [seconds / 60, seconds / 10 % 6, seconds % 10].enumerated() {
                canvas.rectangle(x: 100 + place * 8, y: 4, width: 7, height: 9, luma: 16)
                for stroke in 0..<7 where Self.strokes[digit] & (1 << stroke) != 0 {
                    let box = Self.places[stroke]
                    canvas.rectangle(x: 101 + place * 8 + box.0, y: 5 + box.1, width: box.2, height: box.3, luma: 210)
                }
            }
        }
        #expect(scene.tracks().isEmpty)
    }

    @Test(arguments: [85, 115])
    func aStepOfTheExposureMakesNoObject(percent: Int) {
        let scene = SyntheticScene(framesPerSecond: 5, seconds: 40) { canvas, time in
            canvas.rectangle(x: 0, y: 0, width: 160, height: 20, luma: 225)
            if (13_000..<27_000).contains(time) { canvas.expose(percent: percent) }
        }
        #expect(scene.tracks().isEmpty)
    }

    @Test func twoThatCrossKeepTheirTracks() throws {
        let scene = SyntheticScene(seconds: 30) { canvas, time in
            canvas.rectangle(x: -14 + (time - 8_000) / 50, y: 44, width: 14, height: 30, luma: 20)
            canvas.rectangle(x: 160 - (time - 8_000) / 50, y: 50, width: 14, height: 30, luma: 210)
        }
        let tracks = scene.tracks()
        try #require(tracks.count == 2)
        for track in tracks {
            let (first, last) = (track.points[0].box, track.points[track.points.count - 1].box)
            #expect(abs(first.x - last.x) > 7_000, "must cross from one side to the other")
        }
    }

    @Test func aSceneWhereNothingMovesIsEmpty() {
        #expect(SyntheticScene(framesPerSecond: 5, seconds: 30) { _, _ in }.tracks().isEmpty)
    }

    private static let strokes = [0x77, 0x24, 0x5D, 0x6D, 0x2E, 0x6B, 0x7B, 0x25, 0x7F, 0x6F]
    private static let places = [
        (1, 0, 3, 1), (0, 1, 1, 3), (4, 1, 1, 3), (1, 3, 3, 1), (0, 4, 1, 3), (4, 4, 1, 3), (1, 6, 3, 1),
    ]
}
