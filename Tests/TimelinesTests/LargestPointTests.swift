import Analysis
import Chronology
import Footage
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct LargestPointTests {
    private func track(_ sizes: [(Int32, Int32)]) -> Track {
        let points = sizes.enumerated().map { place, size in
            TrackPoint(
                time: Timestamp(microseconds: Int64(place) * 40_000),
                box: Box(x: 0, y: 0, width: size.0, height: size.1))
        }
        let end = Timestamp(microseconds: Int64(sizes.count) * 40_000)
        return Track(id: 1, span: TimeSpan(start: .epoch, end: end), points: points, confidence: 9_000)
    }

    @Test func theLargestBoxByAreaCountsAndOfEqualOnesTheEarliest() {
        let point = track([(100, 100), (90, 300), (300, 90), (270, 100), (500, 10)]).largestPoint
        #expect(point?.time.microseconds == 40_000 && point?.box.height == 300)
        #expect(track([(50, 50)]).largestPoint?.time == .epoch)
        #expect(track([(0, 50), (0, 60)]).largestPoint?.time == .epoch)
        #expect(track([]).largestPoint == nil)
    }
}
