import Chronology
import Footage
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct CameraFindingsTests {
    @Test(arguments: [
        (CoverageSpan.State.analysed, true, false), (.gap, true, false), (.pending, false, false),
        (.undecodable, true, true), (.quarantined, true, true), (.skipped, true, true),
    ])
    func aGapIsNoHoleAndPendingIsNotComplete(state: CoverageSpan.State, isComplete: Bool, hasHoles: Bool) {
        let span = TimeSpan(start: .epoch, end: Timestamp(microseconds: 5))
        let findings = CameraFindings(
            camera: CameraID(rawValue: "gate"), clock: "none",
            coverage: [
                CoverageSpan(span: span, state: .analysed),
                CoverageSpan(span: TimeSpan(start: span.end, end: Timestamp(microseconds: 9)), state: state),
            ], activity: [], tracks: [])
        #expect(findings.isComplete == isComplete)
        #expect(findings.hasHoles == hasHoles)
    }
}
