import Footage
import Formats
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct KnownAnswersTests {
    private static let gate = CameraID(rawValue: "gate")
    private static let yard = CameraID(rawValue: "yard")

    private static func result(_ light: String, found: Int, of presences: Int, alarms: Int) -> KnownAnswerResult {
        KnownAnswerResult(
            camera: gate, light: light,
            score: KnownAnswerScore(
                presences: presences, found: found, present: 60_000_000, overlap: 50_000_000, analysed: 4_500_000_000,
                falseAlarms: alarms))
    }

    private static let known = KnownAnswers([
        result("day", found: 6, of: 6, alarms: 0), result("night", found: 5, of: 6, alarms: 1),
    ])

    @Test func figuresAreToldInAllAndByCameraAndLight() {
        #expect(
            KnownAnswersTests.known.sentence
                == "recall 11 of 12, 0.4 false alarms an hour, on 2 clips (2:30:00.0)")
        #expect(
            KnownAnswersTests.known.lines(cameras: [KnownAnswersTests.gate, KnownAnswersTests.yard]) == [
                "gate, day: recall 6 of 6, 0 false alarms an hour, on 1 clip (1:15:00.0)",
                "gate, night: recall 5 of 6, 0.8 false alarms an hour, on 1 clip (1:15:00.0)",
                "yard: no clip of this camera; the figures are of others",
            ])
        #expect(KnownAnswersTests.known.json.text.contains(#""falseAlarmsPerHour":0.4,"found":11"#))
    }

    @Test func theyStandBesideTheFindingsAndNotInThem() {
        let plain = SampleTimeline.timeline()
        let timeline = ReviewTimeline(
            review: plain.review, requisition: plain.requisition, reference: plain.reference,
            profileName: plain.profileName, profileDigest: plain.profileDigest, cameras: plain.cameras,
            knownAnswers: [KnownAnswersTests.result("day", found: 3, of: 4, alarms: 0)])
        #expect(timeline.camerasJSON == plain.camerasJSON)
        #expect(timeline.json(digest: "d").text.contains(#""knownAnswers":{"clips":1"#))
        #expect(
            timeline.table(digest: "d").contains("\nKnown answers: recall 3 of 4, 0 false alarms an hour, on 1 clip"))
        let report = ClosureReport(timeline, digest: "d", authority: "a", build: "1", media: [:])
        #expect(report.html.contains("recall 3 of 4"))
        #expect(!plain.json(digest: "d").text.contains("knownAnswers") && !plain.table(digest: "d").contains("Known"))
        #expect(KnownAnswers([]).sentence == nil && KnownAnswers([]).lines(cameras: [KnownAnswersTests.yard]).isEmpty)
    }
}
