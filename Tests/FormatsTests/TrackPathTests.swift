import Analysis
import Chronology
import Footage
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct TrackPathTests {
    @Test(arguments: [10, 33, 40, 67, 100, 199, 200, 201, 1_000])
    func aPathKeepsBothEndsAndAtMostFivePointsASecond(step: Int64) throws {
        for length in stride(from: Int64(300), through: 3_000, by: 70) {
            let track = SampleTimeline.track(1, 0, length, step: step)
            let path = track.sparsePath
            try #require(!path.isEmpty)
            #expect(path.first == track.points.first)
            let last = try #require(track.points.last)
            if last.time.microseconds - track.span.start.microseconds >= 200_000 { #expect(path.last == last) }
            #expect(zip(path, path.dropFirst()).allSatisfy { $1.time.microseconds - $0.time.microseconds >= 200_000 })
            #expect(path.allSatisfy { track.points.contains($0) })
        }
    }

    @Test func aPathIsNoSparserThanItsTrackNeeds() {
        let path = SampleTimeline.track(1, 0, 10_000, step: 40).sparsePath
        #expect(path.count == 50)
        let slow = SampleTimeline.track(1, 0, 10_000, step: 500)
        #expect(slow.sparsePath == slow.points)
    }

    @Test func outsideATrackThereIsNoBox() {
        let track = SampleTimeline.track(1, 500, 1_000)
        #expect(track.box(at: SampleTimeline.time(499)) == nil)
        #expect(track.box(at: SampleTimeline.time(1_000)) == nil)
        #expect(track.box(at: SampleTimeline.time(500)) == track.points[0].box)
        #expect(track.box(at: SampleTimeline.time(700)) == track.points[2].box)
        #expect(track.box(at: SampleTimeline.time(750))?.x == 1_250)
    }
}
