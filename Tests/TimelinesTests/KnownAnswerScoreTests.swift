import Analysis
import Chronology
import Footage
import Foundation
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct KnownAnswerScoreTests {
    private static let hour: Int64 = 3_600_000_000

    private func track(_ from: Int64, _ to: Int64, at box: Box = Box(x: 0, y: 0, width: 1_000, height: 1_000)) -> Track
    {
        let span = TimeSpan(start: moment(from), end: moment(to))
        let points = [span.start, span.end.advanced(byMicroseconds: -1)].map { TrackPoint(time: $0, box: box) }
        return Track(id: 1, span: span, points: points, confidence: 9_000)
    }

    private func moment(_ second: Int64) -> Timestamp { Timestamp.epoch.advanced(byMicroseconds: second * 1_000_000) }

    private func label(_ from: Int64, _ to: Int64, at boxes: [Box] = []) -> KnownPresence {
        let places = boxes.enumerated().map {
            KnownPresence.Place(at: (from + Int64($0) * (to - from) / Int64(boxes.count)) * 1_000_000, box: $1)
        }
        return KnownPresence(start: from * 1_000_000, end: to * 1_000_000, places: places)
    }

    private func score(_ labels: [KnownPresence], _ tracks: [Track]) -> KnownAnswerScore {
        KnownAnswerScore(labels: labels, tracks: tracks, origin: .epoch, analysed: KnownAnswerScoreTests.hour)
    }

    @Test func presenceIsFoundWhereHalfOfItIsCoveredAlsoByPieces() {
        let labels = [label(0, 10), label(20, 30), label(40, 50)]
        let score = score(labels, [track(0, 3), track(7, 9), track(20, 24), track(45, 60)])
        // 3 + 2 of 10 s are half; 4 s are not; 5 s are, although that track continues too long.
        #expect(score.presences == 3 && score.found == 2)
        #expect(score.present == 30_000_000 && score.overlap == 14_000_000)
        // 10 of the last track's 15 s are unlabelled.
        #expect(score.falseAlarms == 1)
    }

    @Test func coveringTheSameTimeTwiceCountsOnce() {
        let score = score([label(0, 10)], [track(0, 4), track(0, 4), track(1, 4)])
        #expect(score.found == 0 && score.overlap == 4_000_000 && score.falseAlarms == 0)
    }

    @Test func nothingFoundAndNothingThereAreTold() {
        #expect(score([label(0, 10)], []).found == 0)
        let empty = score([], [track(0, 10), track(20, 30)])
        #expect(empty.presences == 0 && empty.found == 0 && empty.falseAlarms == 2)
    }

    @Test func trackElsewhereInThePictureIsAFalseAlarmAndFindsNobody() {
        let here = Box(x: 500, y: 500, width: 1_000, height: 1_000)
        let there = Box(x: 8_000, y: 8_000, width: 1_000, height: 1_000)
        let labelled = [label(0, 10, at: [here, here, here, here])]
        let elsewhere = score(labelled, [track(0, 10, at: there)])
        #expect(elsewhere.found == 0 && elsewhere.overlap == 0 && elsewhere.falseAlarms == 1)
        #expect(score(labelled, [track(0, 10, at: here)]).found == 1)
        // Half of the labelled places are enough, a quarter is not.
        #expect(score([label(0, 10, at: [here, here, there, there])], [track(0, 10, at: here)]).found == 1)
        #expect(score([label(0, 10, at: [here, there, there, there])], [track(0, 10, at: here)]).found == 0)
    }

    @Test func twoPeopleAtTheSameTimeAreToldApartByTheirBoxes() {
        let left = Box(x: 0, y: 0, width: 1_000, height: 1_000)
        let right = Box(x: 5_000, y: 0, width: 1_000, height: 1_000)
        let score = score([label(0, 10, at: [left]), label(0, 10, at: [right])], [track(0, 10, at: left)])
        #expect(score.presences == 2 && score.found == 1 && score.falseAlarms == 0)
    }

    @Test func labelsReadBackAsTheyWereWritten() throws {
        let text = #"{"start": 1.5, "end": 9, "boxes": [{"at": 2, "x": 0.1, "y": 0.25, "width": 0.05, "height": 1}]}"#
        let read = try JSONDecoder().decode(KnownPresence.self, from: Data(text.utf8))
        let place = KnownPresence.Place(at: 2_000_000, box: Box(x: 1_000, y: 2_500, width: 500, height: 10_000))
        #expect(read == KnownPresence(start: 1_500_000, end: 9_000_000, places: [place]))
        #expect(try JSONDecoder().decode(KnownPresence.self, from: JSONEncoder().encode(read)) == read)
        for wrong in [#"{"start": 1}"#, #"{"start": 1e300, "end": 2}"#, #"{"start": "1", "end": 2}"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(KnownPresence.self, from: Data(wrong.utf8)) }
        }
    }
}
