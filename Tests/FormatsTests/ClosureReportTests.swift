import Analysis
import Chronology
import Footage
import Formats
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ClosureReportTests {
    private static let report = ClosureReport(
        SampleTimeline.timeline(ignoredAreas: [CameraID(rawValue: "gate"): 2]), digest: "sha256:0a",
        authority: "<judge>",
        build: "1.0",
        media: [
            CameraID(rawValue: "gate"): [
                TimelineMedium(
                    name: "a&b.mp4", location: "a&b.mp4", digest: "cd", span: SampleTimeline.span(0, 60_000), pieces: []
                )
            ]
        ])

    @Test func mentionTellsWhatWasLookedAtAndWhatWasNot() {
        let mention = ClosureReportTests.report.mention
        #expect(mention.hasPrefix("Under requisition PV 12/2026 (<judge>), recordings of 2 cameras were reviewed"))
        // 1 min and 1.5 min were analysed; the second half minute of the gate was not.
        #expect(mention.contains("2:30.0 were analysed, 0:30.0 in scope were not."))
        #expect(mention.contains("sha256:0a"))
    }

    @Test func pageHoldsEveryHoleEveryFileAndNothingThatANameCouldInject() {
        let html = ClosureReportTests.report.html
        #expect(
            html.contains("<td>undecodable</td><td>damaged</td>") && html.contains("<td>gap</td><td>no-footage</td>"))
        #expect(html.contains("a&amp;b.mp4") && html.contains("&lt;judge&gt;") && !html.contains("<judge>"))
        #expect(html.contains("Nothing moved in the 1:30.0 that were analysed."))
        #expect(html.contains("2 areas of the picture were ignored"))
        #expect(!html.contains("http") && !html.contains("src="))
    }

    @Test func picturesOfTheBagAreShownWithTheirTracksOutlined() {
        let gate = CameraID(rawValue: "gate")
        let moment = SampleTimeline.span(10_000, 11_000).start
        var taken = TrackPicture(
            camera: gate, track: 7, wanted: moment, box: Box(x: 1_005, y: 0, width: 2_500, height: 10_000))
        taken.file = TrackPicture.File(path: "data/pictures/1-gate-7.jpg", sha512: "ab", width: 640, height: 360)
        var lacking = TrackPicture(
            camera: gate, track: 8, wanted: moment, box: Box(x: 0, y: 0, width: 1, height: 1))
        lacking.note = "<damaged>"
        let html = ClosureReport(
            SampleTimeline.timeline(), digest: "", authority: "", build: "", media: [:], pictures: [taken, lacking]
        ).html
        #expect(html.contains(#"<img src="pictures/1-gate-7.jpg" width="640" height="360""#))
        #expect(html.contains("left:10.05%;top:0.00%;width:25.00%;height:100.00%"))
        #expect(html.contains("Track 8, \(moment.rfc3339): no picture, &lt;damaged&gt;") && !html.contains("<damaged>"))
        // The other camera has no pictures, and so no heading for them.
        #expect(html.components(separatedBy: "<h3>What moved</h3>").count == 2)
    }
}
