import Exporting
import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ClosureReportTests {
    private static let report = ClosureReport(
        SampleTimeline.timeline(ignoredAreas: [CameraID(rawValue: "gate"): 2]), digest: "sha256:0a", authority: "<judge>",
        build: "1.0",
        media: [
            CameraID(rawValue: "gate"): [
                TimelineMedium(
                    name: "a&b.mp4", location: "a&b.mp4", digest: "cd", span: SampleTimeline.span(0, 60_000), pieces: [])
            ]
        ])

    @Test func mentionTellsWhatWasLookedAtAndWhatWasNot() {
        let mention = ClosureReportTests.report.mention
        #expect(mention.hasPrefix("Under requisition PV 12/2026 (<judge>), recordings of 2 cameras were reviewed"))
        // A minute and a minute and a half were analysed; the second half minute of the gate was not.
        #expect(mention.contains("2:30.0 were analysed, 0:30.0 in scope were not."))
        #expect(mention.contains("sha256:0a"))
    }

    @Test func pageHoldsEveryHoleEveryFileAndNothingThatANameCouldInject() {
        let html = ClosureReportTests.report.html
        #expect(html.contains("<td>undecodable</td><td>damaged</td>") && html.contains("<td>gap</td><td>no-footage</td>"))
        #expect(html.contains("a&amp;b.mp4") && html.contains("&lt;judge&gt;") && !html.contains("<judge>"))
        #expect(html.contains("Nothing moved in the 1:30.0 that were analysed."))
        #expect(html.contains("2 areas of the picture were ignored"))
        #expect(!html.contains("http") && !html.contains("src="))
    }
}
