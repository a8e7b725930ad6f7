import Analysis
import Chronology
import Footage
import Testing
import Timelines

/// Tracks from the boxes of an external detector.
@Suite(.timeLimit(.minutes(10)))
struct DetectorTrackingTests {
    /// A person a twentieth of the picture wide, by time in milliseconds; nil where the detector misses it.
    private typealias Person = (Int) -> Detection?

    @Test func whoStandsStillIsATrack() {
        #expect(tracks(seconds: 12, [{ _ in person(x: 3_000, y: 4_000) }]).count == 1)
    }

    @Test func whoStandsForAMinuteAndIsLostForManySecondsStaysOneTrack() throws {
        let tracks = tracks(
            seconds: 80,
            [
                { time in
                    if (25_000..<40_000).contains(time) || (52_000..<60_000).contains(time) { return nil }
                    let walked = min(time, 10_000) + max(0, time - 70_000)
                    return person(x: 500 + walked / 4, y: 4_000)
                }
            ])
        try #require(tracks.count == 1)
        #expect(tracks[0].span == TimeSpan(start: .epoch, end: Timestamp(microseconds: 80_000_000)))
    }

    @Test func whoPassesBehindAPoleStaysOneTrack() throws {
        let tracks = tracks(
            seconds: 20,
            [{ time in (8_000..<9_500).contains(time) ? nil : person(x: 500 + time / 3, y: 4_000) }])
        try #require(tracks.count == 1)
        let hidden = try #require(tracks[0].points.first { $0.time.microseconds >= 8_700_000 })
        #expect(abs(Int64(hidden.box.x) - 500 - hidden.time.microseconds / 3_000) <= 60)
    }

    @Test func twoWhoCrossKeepTheirOwnTracksThoughOneHidesTheOther() throws {
        // They meet at 10 s; from 9.4 to 10.6 s only the nearer one is detected.
        let tracks = tracks(
            seconds: 20,
            [
                { person(x: 1_500 + $0 * 3 / 10, y: 4_000) },
                { (9_400..<10_600).contains($0) ? nil : person(x: 7_500 - $0 * 3 / 10, y: 3_900) },
            ])
        try #require(tracks.count == 2)
        for track in tracks {
            #expect(track.span == TimeSpan(start: .epoch, end: Timestamp(microseconds: 20_000_000)))
            let (first, last) = (track.points[0].box, track.points[track.points.count - 1].box)
            #expect(abs(last.x - first.x) > 5_500, "must continue in its own direction")
        }
    }

    @Test func twoWhoMeetAndTurnBackKeepTheirOwnTracks() throws {
        let tracks = tracks(
            seconds: 20,
            [
                { person(x: 1_800 + min($0, 20_000 - $0) * 3 / 10, y: 4_000) },
                { person(x: 8_000 - min($0, 20_000 - $0) * 3 / 10, y: 4_000) },
            ])
        try #require(tracks.count == 2)
        for track in tracks {
            let (first, last) = (track.points[0].box, track.points[track.points.count - 1].box)
            #expect(abs(last.x - first.x) < 200, "must return to where it was")
        }
    }

    @Test func oneObjectThatIsDetectedTwiceIsOneTrack() {
        let tracks = tracks(
            seconds: 20,
            [
                { person(x: 1_000 + $0 / 10, y: 2_000) },
                { (6_000..<14_000).contains($0) ? person(x: 1_060 + $0 / 10, y: 2_100) : nil },
            ])
        #expect(tracks.count == 1)
    }

    @Test func whoWalksBesideSomebodyHasATrackToo() {
        let tracks = tracks(
            seconds: 20, [{ person(x: 1_000 + $0 / 10, y: 2_000) }, { person(x: 1_300 + $0 / 10, y: 2_050) }])
        #expect(tracks.count == 2)
    }

    @Test func aFewUnsureBoxesAreNoTrack() {
        let tracks = tracks(
            seconds: 20,
            [
                { person(x: 1_000 + $0 / 10, y: 2_000) }, { person(x: 6_000 - $0 / 10, y: 6_000) },
                { (7_000..<7_500).contains($0) ? person(x: 8_500, y: 500, confidence: 3_000) : nil },
            ])
        #expect(tracks.count == 2)
    }

    @Test func theOrderOfTrackletsAndDetectionsDoesNotMatter() {
        let people: [Person] = [
            { person(x: 1_000 + $0 * 3 / 10, y: 4_000) }, { person(x: 8_000 - $0 * 3 / 10, y: 4_100) },
            { $0 % 700 < 500 ? person(x: 5_000, y: 1_000 + $0 / 4, confidence: 6_000) : nil },
        ]
        let one = tracks(seconds: 20, people)
        #expect(!one.isEmpty)
        #expect(tracks(seconds: 20, people, isReversed: true) == one)
    }

    @Test(arguments: [1, 37, 1_000])
    func theScaleOfConfidenceDoesNotMatter(scale: Int32) {
        let people: [Person] = [
            { person(x: 1_000 + $0 / 10, y: 2_000, confidence: 9 * scale) },
            { (3_000..<3_600).contains($0) ? person(x: 8_500, y: 500, confidence: 3 * scale) : nil },
        ]
        #expect(tracks(seconds: 20, people).count == 1)
    }

    @Test func tremblingBoxesGiveASmoothPath() throws {
        let tracks = tracks(
            seconds: 10,
            [{ person(x: 1_000 + $0 / 4 + ($0 / 100 * 7 % 11 - 5) * 12, y: 4_000 + ($0 / 100 * 5 % 7 - 3) * 30) }])
        try #require(tracks.count == 1)
        for point in tracks[0].points.dropFirst(5).dropLast(5) {
            #expect(abs(Int64(point.box.x) - 1_000 - point.time.microseconds / 4_000) <= 30)
        }
    }

    private func tracks(seconds: Int, _ people: [Person], isReversed: Bool = false) -> [Track] {
        let tracklets = (0..<(seconds + 4) / 5).flatMap { cell -> [Tracklet] in
            var tracker = CellTracker(cell: Int64(cell), profile: .standard, source: .detector)
            for index in 0..<min(50, seconds * 10 - cell * 50) {
                let time = cell * 5_000 + index * 100
                let seen = people.compactMap { $0(time) }
                tracker.add(
                    isReversed ? seen.reversed() : seen, at: Timestamp(microseconds: Int64(time) * 1_000),
                    shownUntil: Timestamp(microseconds: Int64(time + 100) * 1_000))
            }
            return tracker.finish()
        }
        return TrackLinker.link(
            isReversed ? tracklets.reversed() : tracklets, profile: .standard, source: .detector)
    }
}

private func person(x: Int, y: Int, confidence: Int32 = 9_000) -> Detection {
    Detection(box: Box(x: Int32(x), y: Int32(y), width: 500, height: 1_800), confidence: confidence)
}
