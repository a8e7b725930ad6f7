import Analysis
import Chronology
import Footage
import Formats
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct TimelineDifferenceTests {
    private func findings(_ camera: String, tracks: Int = 2, state: CoverageSpan.State = .analysed) -> CameraFindings {
        func time(_ seconds: Int64) -> Timestamp { Timestamp(microseconds: seconds * 1_000_000) }
        let span = TimeSpan(start: time(0), end: time(10))
        let box = Box(x: 100, y: 100, width: 500, height: 900)
        return CameraFindings(
            camera: CameraID(rawValue: camera), clock: "option",
            coverage: [CoverageSpan(span: span, state: state, reason: state == .analysed ? "" : "damaged")],
            activity: [],
            tracks: (1...tracks).map { number in
                Track(
                    id: number, span: TimeSpan(start: time(Int64(number)), end: time(9)),
                    points: [TrackPoint(time: time(Int64(number)), box: box)], confidence: 10_000)
            })
    }

    @Test func equalFindingsHaveNone() {
        #expect(TimelineDifference.first([findings("gate")], [findings("gate")]) == nil)
    }

    @Test func theFirstDifferenceIsNamedWithItsCamera() throws {
        let tracks = try #require(
            TimelineDifference.first(
                [findings("gate"), findings("yard")], [findings("gate"), findings("yard", tracks: 3)]))
        #expect(tracks.contains("camera yard: track 3 of 2 is none, and of 3 is 1970-01-01T00:00:03.000000Z"))
        let coverage = try #require(
            TimelineDifference.first([findings("gate")], [findings("gate", state: .undecodable)]))
        #expect(coverage.contains("coverage 1 of 1") && coverage.contains("undecodable (damaged)"))
        #expect(
            TimelineDifference.first([findings("gate")], [findings("yard")]) == "the cameras differ: gate, and yard")
    }
}
