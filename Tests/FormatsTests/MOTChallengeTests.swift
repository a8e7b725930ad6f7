import Footage
import Formats
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct MOTChallengeTests {
    private let track = SampleTimeline.track(7, 200, 800, step: 200)

    @Test func aRowForEveryFrameInWhichTheTrackIsPresentNumberedFromOne() {
        let rows = rows(frames(at: [0, 100, 200, 300, 400, 500, 600, 700, 800, 900]))
        #expect(rows.map { $0[0] } == ["3", "4", "5", "6", "7", "8"], "no rows after the track's end")
        #expect(rows.allSatisfy { $0.count == 10 && $0[1] == "7" && $0[6...] == ["0.93", "-1", "-1", "-1"] })
    }

    @Test func betweenItsPointsABoxIsInterpolatedInPixels() {
        let rows = rows(frames(at: [200, 250, 300, 350, 400]))
        // From 0.1000 to 0.1200 of 640 pixels within 200 ms.
        #expect(rows.map { $0[2] } == ["64", "67.2", "70.4", "73.6", "76.8"])
        #expect(rows.allSatisfy { $0[3...5] == ["90", "32", "72"] })
    }

    @Test func behindTheLastPointTheBoxStaysUntilTheTrackEnds() {
        #expect(rows(frames(at: [600, 700, 799])).map { $0[2] } == ["89.6", "89.6", "89.6"])
    }

    @Test func framesOfVariableRateAndSizeKeepTheirOwnTimeAndPixels() {
        let frames = [
            MOTChallenge.Frame(time: SampleTimeline.time(0), width: 640, height: 360),
            MOTChallenge.Frame(time: SampleTimeline.time(333), width: 1_280, height: 720),
        ]
        #expect(rows(frames).map { Array($0[0...3]) } == [["2", "7", "145.02", "180"]])
    }

    @Test func rowsAreSortedByFrameThenTrack() {
        let tracks = [SampleTimeline.track(2, 0, 300), SampleTimeline.track(1, 100, 300)]
        let text = MOTChallenge.text(tracks: tracks, frames: frames(at: [0, 100, 200]))
        let order = text.split(separator: "\n").map { $0.split(separator: ",").prefix(2).joined(separator: ":") }
        #expect(order == ["1:2", "2:1", "2:2", "3:1", "3:2"])
        #expect(text.hasSuffix("\n"))
        #expect(MOTChallenge.text(tracks: [], frames: frames(at: [0])).isEmpty)
    }

    private func rows(_ frames: [MOTChallenge.Frame]) -> [[String]] {
        MOTChallenge.text(tracks: [track], frames: frames).split(separator: "\n")
            .map { $0.split(separator: ",").map(String.init) }
    }

    private func frames(at milliseconds: [Int64]) -> [MOTChallenge.Frame] {
        milliseconds.map { MOTChallenge.Frame(time: SampleTimeline.time($0), width: 640, height: 360) }
    }
}
