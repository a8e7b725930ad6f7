import Footage
import Formats
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ReviewControlsTests {
    private static func chunk(_ number: Int64) -> ReviewControls.Chunk {
        ReviewControls.Chunk(
            number: number, camera: CameraID(rawValue: "gate"), span: SampleTimeline.span(0, number * 1_000))
    }

    private static func replay(
        _ number: Int64, person: String? = nil, difference: String? = nil, isOfPresentResult: Bool = true
    ) -> ReviewControls.Replay {
        ReviewControls.Replay(
            chunk: chunk(number), person: person, difference: difference, isOfPresentResult: isOfPresentResult)
    }

    private static func share(
        chosen: Int, replayed: Int, waiting: Int = 0, failed: [(chunk: ReviewControls.Chunk, failure: String)] = []
    ) -> ReviewControls.DoubleShare {
        ReviewControls.DoubleShare(
            share: "5 %", chosen: chosen, replayed: replayed, waiting: waiting, failed: failed)
    }

    private static func controls(
        share: ReviewControls.DoubleShare? = nil, replays: [ReviewControls.Replay] = [],
        clips: [ReviewControls.Clip] = [], measuredClips: Int = 0, isOver: Bool = false
    ) -> ReviewControls {
        ReviewControls(share: share, replays: replays, clips: clips, measuredClips: measuredClips, isOver: isOver)
    }

    private static func html(_ controls: ReviewControls?) -> String {
        ClosureReport(
            SampleTimeline.timeline(), digest: "", authority: "", build: "", media: [:], controls: controls
        ).html
    }

    private static let clips = [
        ReviewControls.Clip(name: "gate, day: a.mp4", state: .measured),
        ReviewControls.Clip(name: "gate, night: b.mp4", state: .failed("<gone>")),
        ReviewControls.Clip(name: "yard, day: c.mp4", state: .waiting),
    ]

    @Test func everyReplayThatDiffersIsNamedWithItsChunkAndWhoAskedForIt() {
        let html = ReviewControlsTests.html(
            ReviewControlsTests.controls(replays: [
                ReviewControlsTests.replay(1), ReviewControlsTests.replay(2, difference: "tracks: 1, not <2>"),
                ReviewControlsTests.replay(3, person: "p.martin"),
                ReviewControlsTests.replay(4, person: "p.martin", difference: "frames", isOfPresentResult: false),
            ]))
        let end = "T21:55:02.000000Z"
        for text in [
            "compared 4 times: 2 times by workers of themselves, 2 times because a person asked for it. "
                + "2 of these results were different:",
            "<li>chunk 2 (gate, 2026-03-01T21:55:00.000000Z to 2026-03-01\(end)): tracks: 1, not &lt;2&gt;</li>",
            "21:55:04.000000Z), asked for by p.martin: frames (of a result that has been replaced since)</li>",
            "No standing share of it was to be reviewed twice.",
        ] {
            #expect(html.contains(text), "\(text)")
        }
        #expect(!html.contains("chunk 1 ") && !html.contains("chunk 3 ") && !html.contains("<2>"))
    }

    @Test func equalReplaysAndFullSharesAreToldInOneSentenceEach() {
        let html = ReviewControlsTests.html(
            ReviewControlsTests.controls(
                share: ReviewControlsTests.share(chosen: 1, replayed: 1), replays: [ReviewControlsTests.replay(1)]))
        #expect(html.contains("<p>Of the share of 5 % that workers were to review twice, 1 of 1 chunk was.</p>"))
        #expect(html.contains("compared once: once by workers of themselves, 0 times because a person asked for it. "))
        #expect(html.contains("All results were equal to the byte.</p>") && !html.contains("different"))
    }

    @Test func ofTheShareWhatFailedIsNamedAndWhatWaitsIsCounted() {
        let share = ReviewControlsTests.share(
            chosen: 7, replayed: 3, waiting: 2,
            failed: [
                (ReviewControlsTests.chunk(9), "the file is missing"),
                (ReviewControls.Chunk(number: 8, camera: nil, span: nil), "it crashed"),
            ])
        let controls = ReviewControlsTests.controls(share: share)
        let html = ReviewControlsTests.html(controls)
        #expect(html.contains("review twice, 3 of 7 chunks were, 2 still wait, 2 failed.</p>"))
        #expect(html.contains("21:55:09.000000Z): not reviewed twice, the file is missing</li>"))
        #expect(html.contains("<li>chunk 8: not reviewed twice, it crashed</li>"))
        #expect(html.contains("No chunk of it was reviewed once more."))
        #expect(controls.waiting == ["2 chunks of the share still to be reviewed twice"])
    }

    @Test func clipsThatFailedOrWaitAreNamedBesideThoseThatWereMeasured() {
        let controls = ReviewControlsTests.controls(clips: ReviewControlsTests.clips, measuredClips: 1)
        let html = ReviewControlsTests.html(controls)
        #expect(html.contains("<p>Of the labelled clips that were to be reviewed beside it, 1 of 3 were measured:</p>"))
        #expect(html.contains("<li>gate, night: b.mp4: not measured, &lt;gone&gt;</li>"))
        #expect(html.contains("<li>yard, day: c.mp4: still waits</li>") && !html.contains("a.mp4"))
        #expect(controls.waiting == ["1 labelled clip still to be measured"])
    }

    @Test func whatWillNotBeDoneAnyMoreDoesNotWait() {
        let controls = ReviewControlsTests.controls(
            share: ReviewControlsTests.share(chosen: 2, replayed: 1, waiting: 1), clips: ReviewControlsTests.clips,
            isOver: true)
        let html = ReviewControlsTests.html(controls)
        #expect(controls.waiting.isEmpty && !html.contains("still wait"))
        #expect(html.contains("1 of 2 chunks were, 1 not done, and nothing more is done.</p>"))
        #expect(html.contains("<li>yard, day: c.mp4: not done, and nothing more is done</li>"))
    }

    @Test func thatNothingWasControlledIsSaidAndFailuresAloneAreNoReasonToWait() {
        let none = ReviewControlsTests.html(ReviewControlsTests.controls())
        #expect(none.contains("No standing share") && none.contains("No chunk of it was reviewed once more."))
        #expect(none.contains("No labelled clip was reviewed beside it"))
        let measured = ReviewControlsTests.controls(clips: [], measuredClips: 2)
        #expect(!ReviewControlsTests.html(measured).contains("abelled clip"))
        let failed = ReviewControlsTests.controls(
            share: ReviewControlsTests.share(chosen: 1, replayed: 0, failed: [(ReviewControlsTests.chunk(1), "x")]),
            clips: [ReviewControlsTests.clips[1]])
        #expect(failed.waiting.isEmpty)
        #expect(!ReviewControlsTests.html(nil).contains("How it was controlled"))
    }
}
