import Chronology
import Footage
import Formats
import Foundation
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct WebVTTTests {
    @Test func tracksAndUnanalysedTimeAreCuesFromTheStartOfTheScope() {
        let text = SampleTimeline.gate.webVTT(reference: "PV 12/2026", review: "v1", digest: "sha256:0a")
        #expect(
            text == """
                WEBVTT

                NOTE
                requisition: PV 12/2026
                review: v1
                timeline: sha256:0a
                camera: gate
                clock: file-name
                analysed: 1:00.0
                not analysed: 0:30.0
                00:00:00.000 is 2026-03-01T21:55:00.000000Z

                track-1
                00:00:02.000 --> 00:00:05.000
                track 1 unknown 0.93

                track-2
                00:00:04.000 --> 00:00:06.000
                track 2 unknown 0.93

                undecodable-2026-03-01T21:56:00.000000Z
                00:01:00.000 --> 00:01:01.500
                not analysed: undecodable (damaged)

                gap-2026-03-01T21:56:01.500000Z
                00:01:01.500 --> 00:01:30.000
                not analysed: gap (no-footage)

                """)
    }

    @Test func cuesNeverEndBeforeTheObjectDoesAndHoursGoBeyondADay() {
        let start = SampleTimeline.start
        let day: Int64 = 100 * 3_600 * 1_000_000
        let span = TimeSpan(
            start: start.advanced(byMicroseconds: day + 1_999), end: start.advanced(byMicroseconds: day + 2_001))
        let findings = CameraFindings(
            camera: CameraID(rawValue: "gate"), clock: "none",
            coverage: [
                CoverageSpan(
                    span: TimeSpan(start: start, end: start.advanced(byMicroseconds: 2 * day)), state: .analysed)
            ], activity: [span], tracks: [Track(id: 1, span: span, points: [], confidence: 10_000)])
        let text = findings.webVTT(reference: "r", review: "v", digest: "d")
        #expect(text.contains("\n100:00:00.001 --> 100:00:00.003\n"))
    }

    @Test func noNameCanEndANoteOrOpenATag() {
        let findings = CameraFindings(
            camera: CameraID(rawValue: "a --> b"), clock: "none", coverage: [], activity: [], tracks: [])
        let text = findings.webVTT(reference: "one\n\ntwo <c>&", review: "v", digest: "d")
        #expect(text.components(separatedBy: "-->").count == 1)
        #expect(text.contains("camera: a --&gt; b\n") && text.contains("requisition: one  two &lt;c&gt;&amp;\n"))
        #expect(text.components(separatedBy: "\n\n").count == 2)
    }
}
