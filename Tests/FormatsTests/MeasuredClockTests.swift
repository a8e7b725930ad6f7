import Chronology
import Footage
import Formats
import Foundation
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct MeasuredClockTests {
    private static let gate = CameraID(rawValue: "gate")
    private static let neverMeasured = "This camera's clock was never measured against true time."
    private static let notCorrected = "The times here are the recorder's, not corrected."

    /// Anchors in the wrong order: the time shown in milliseconds after the start, and how slow the clock was in µs.
    private static let clock = CameraClock(anchors: [
        anchor(shown: 60_000, slow: 107_500_000, uncertainty: 1_500_050, source: "a --> <b>"),
        anchor(shown: 0, slow: 108_000_000, uncertainty: 2_000_000, source: "the speaking clock"),
    ])

    private static func anchor(
        shown: Int64, slow: Int64, uncertainty: Int64, source: String
    ) -> ClockAnchor {
        let shown = SampleTimeline.time(shown)
        return ClockAnchor(
            shown: shown, trueTime: shown.advanced(byMicroseconds: slow), uncertainty: uncertainty, source: source)
    }

    @Test func eachAnchorIsALineAndNoUncertaintyIsToldSmallerThanItIs() {
        #expect(
            MeasuredClock(MeasuredClockTests.clock).lines == [
                "Measured: the clock showed 2026-03-01T21:55:00.000000Z when it was 2026-03-01T21:56:48.000000Z +-2 s "
                    + "(the speaking clock).",
                "Measured: the clock showed 2026-03-01T21:56:00.000000Z when it was 2026-03-01T21:57:47.500000Z "
                    + "+-1.5001 s (a --> <b>).",
                MeasuredClockTests.notCorrected,
            ])
    }

    @Test(arguments: [nil, CameraClock(anchors: [])])
    func whatNobodyMeasuredIsSaidToo(clock: CameraClock?) {
        #expect(MeasuredClock(clock).lines == [MeasuredClockTests.neverMeasured] && !MeasuredClock(clock).isMeasured)
        #expect(MeasuredClock(clock).json.text == "[]")
    }

    @Test func everyCameraHasItsSourceAndItsAnchorsInTheOrderOfTheTimeline() {
        let clocks = [MeasuredClockTests.gate: MeasuredClockTests.clock]
        let text = SampleTimeline.timeline().cameras.clocksJSON(clocks).text
        #expect(
            text == #"[{"anchors":[],"camera":"cour, \"nord\"","clock":"none"},{"anchors":["#
                + #"{"correction":108,"shown":"2026-03-01T21:55:00.000000Z","source":"the speaking clock","#
                + #""true":"2026-03-01T21:56:48.000000Z","uncertainty":2},"#
                + #"{"correction":107.5,"shown":"2026-03-01T21:56:00.000000Z","source":"a --> <b>","#
                + #""true":"2026-03-01T21:57:47.500000Z","uncertainty":1.5001}],"camera":"gate","clock":"file-name"}]"#)
    }

    @Test func reportTellsOfEveryCameraWhatWasMeasuredOrThatNothingWas() {
        func html(_ clocks: [CameraID: CameraClock]?) -> String {
            ClosureReport(
                SampleTimeline.timeline(), digest: "", authority: "", build: "", media: [:], clocks: clocks
            ).html
        }
        let measured = html([MeasuredClockTests.gate: MeasuredClockTests.clock])
        #expect(measured.contains("<p>Measured: the clock showed 2026-03-01T21:55:00.000000Z when it was"))
        #expect(measured.contains("+-1.5001 s (a --&gt; &lt;b&gt;).</p>") && !measured.contains("<b>"))
        for sentence in [MeasuredClockTests.neverMeasured, MeasuredClockTests.notCorrected] {
            #expect(measured.components(separatedBy: "<p>\(sentence)</p>").count == 2)
        }
        #expect(html([:]).components(separatedBy: MeasuredClockTests.neverMeasured).count == 3)
        #expect(!html(nil).contains("measured"))
    }

    @Test func cuesBringANoteThatNothingInItCanEnd() {
        let clock = CameraClock(anchors: [
            MeasuredClockTests.anchor(shown: 0, slow: 1, uncertainty: 0, source: "one\n\n00:00 --> 00:01")
        ])
        let text = SampleTimeline.yard.webVTT(
            reference: "r", review: "v", digest: "d", measured: MeasuredClock(clock))
        let blocks = text.components(separatedBy: "\n\n")
        #expect(blocks.count == 3 && blocks[0] == "WEBVTT" && blocks[1].hasPrefix("NOTE\nrequisition: r\n"))
        #expect(
            blocks[2] == "NOTE\nMeasured: the clock showed 2026-03-01T21:55:00.000000Z when it was "
                + "2026-03-01T21:55:00.000001Z +-0 s (one  00:00 --&gt; 00:01).\n\(MeasuredClockTests.notCorrected)\n")
        let unmeasured = SampleTimeline.yard.webVTT(
            reference: "r", review: "v", digest: "d", measured: MeasuredClock(nil))
        #expect(unmeasured.hasSuffix("\n\nNOTE\n\(MeasuredClockTests.neverMeasured)\n"))
    }

    @Test func tableTellsMeasuredClocksOnlyAndNeitherFindingsNorRowsChange() {
        let timeline = SampleTimeline.timeline()
        let table = timeline.table(digest: "d", clocks: [MeasuredClockTests.gate: MeasuredClockTests.clock])
        let start = "Camera gate (clock: file-name)\n  Measured: the clock showed 2026-03-01T21:55:00.000000Z "
        #expect(table.contains(start))
        #expect(table.components(separatedBy: "  \(MeasuredClockTests.notCorrected)\n").count == 2)
        #expect(timeline.table(digest: "d", clocks: [:]) == timeline.table(digest: "d"))
        #expect(!timeline.table(digest: "d").lowercased().contains("measured"))
    }
}
