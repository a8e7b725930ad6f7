import Footage
import Formats
import Foundation
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct TableTests {
    @Test func columnsAreAsWideAsTheirWidestCellAndLinesEndWithoutSpaces() {
        var table = TextTable(header: ["id", "camera", "state"])
        table.append(["1", "é", ""])
        table.append(["100", "cour nord", "done"])
        #expect(table.text == "id   camera     state\n1    é\n100  cour nord  done\n")
        #expect(TextTable(header: ["id", "state"]).text == "id  state\n")
    }

    @Test(arguments: [
        (0, "0:00.0"), (49_999, "0:00.0"), (50_000, "0:00.1"), (59_949_999, "0:59.9"), (59_950_000, "1:00.0"),
        (600_000_000, "10:00.0"), (3_599_950_000, "1:00:00.0"), (3_723_500_000, "1:02:03.5"),
        (360_000_000_000, "100:00:00.0"),
    ])
    func durationsAreRoundedToTenthsAndCarryOver(microseconds: Int64, text: String) {
        #expect(Durations.clock(microseconds) == text)
    }

    @Test(arguments: [
        (Duration.zero, "0s"), (.milliseconds(1), "1ms"), (.milliseconds(1_500), "1500ms"), (.seconds(90), "90s"),
        (.microseconds(2_000_999), "2s"),
    ])
    func unitsAreWholeSecondsOrElseMilliseconds(duration: Duration, text: String) {
        #expect(Durations.units(duration) == text)
    }

    @Test func theTableTellsCoverageHolesAndActivity() {
        let text = SampleTimeline.timeline().table(digest: "sha256:ab")
        for line in [
            "Camera gate (clock: file-name)", "  Coverage: analysed 1:00.0, gap 0:28.5, undecodable 0:01.5",
            "    2026-03-01T21:56:00.000000Z to 2026-03-01T21:56:01.500000Z  undecodable (damaged)",
            "Camera cour, \"nord\" (no clock found: times count from 1970)", "  Nothing moved in the analysed 1:30.0.",
            "Digest sha256:ab",
        ] {
            #expect(text.split(separator: "\n").contains(line[...]), "\(line)")
        }
        #expect(text.contains("0:04.0") && text.contains("2: 1 2"))
    }

    @Test func nothingFoundIsNotSaidOfIgnoredPartsOfThePicture() {
        let camera = SampleTimeline.yard.camera
        let timeline = SampleTimeline.timeline(ignoredAreas: [camera: 2, SampleTimeline.gate.camera: 0])
        let text = timeline.table(digest: "sha256:ab")
        #expect(text.contains("  Not looked at: 2 areas of the picture that the profile ignores\n"))
        #expect(text.contains("  Nothing moved in the analysed 1:30.0 outside of what is ignored.\n"))
        #expect(text.components(separatedBy: "Not looked at").count == 2)
        let json = timeline.json(digest: "sha256:ab").text
        #expect(json.contains(#""ignoredAreas":{"cour, \"nord\"":2}"#))
        #expect(timeline.camerasJSON == SampleTimeline.timeline().camerasJSON)
    }

    @Test(arguments: [CoverageSpan.State.gap, .pending, .undecodable, .quarantined, .skipped])
    func nothingFoundIsOnlySaidOfAnalysedTime(state: CoverageSpan.State) {
        let findings = CameraFindings(
            camera: SampleTimeline.gate.camera, clock: "option",
            coverage: [CoverageSpan(span: SampleTimeline.span(0, 60_000), state: state)], activity: [], tracks: [])
        let text = SampleTimeline.timeline(cameras: [findings]).table(digest: "sha256:ab")
        #expect(!text.contains("Nothing moved") && text.contains("  Nothing was analysed.\n"))
        #expect(text.contains("\(state.rawValue) 1:00.0"))
    }

    @Test func nothingFoundSaysHowMuchWasNotLookedAt() {
        let findings = CameraFindings(
            camera: SampleTimeline.gate.camera, clock: "option", coverage: SampleTimeline.gate.coverage, activity: [],
            tracks: [])
        let timeline = SampleTimeline.timeline(cameras: [findings])
        #expect(
            timeline.table(digest: "sha256:ab").contains(
                "  Nothing moved in the analysed 1:00.0. 0:30.0 in scope were not analysed.\n"))
        let report = ClosureReport(timeline, digest: "", authority: "", build: "", media: [:])
        #expect(
            report.html.contains("<p>Nothing moved in the 1:00.0 that were analysed. 0:30.0 in scope were not.</p>"))
        let rows = timeline.csv.split(separator: "\r\n")
        #expect(rows.filter { $0.hasPrefix("coverage,") }.count == 3 && rows.count == 4)
    }
}
