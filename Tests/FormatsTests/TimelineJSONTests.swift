import Formats
import Foundation
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct TimelineJSONTests {
    @Test func theDocumentHasEveryFieldThatScriptsRelyOn() throws {
        let text = SampleTimeline.timeline().json(digest: "sha256:ab").text
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(
            Set(document.keys) == [
                "format", "review", "requisition", "reference", "profile", "digest", "cameras",
            ])
        #expect(document["format"] as? String == "relecture-timeline/1")
        #expect(document["digest"] as? String == "sha256:ab")
        #expect(document["profile"] as? [String: String] == ["name": "default", "digest": "sha256:00"])
        let cameras = try #require(document["cameras"] as? [[String: Any]])
        #expect(cameras.map { $0["camera"] as? String } == ["cour, \"nord\"", "gate"], "sorted")
        for camera in cameras {
            #expect(Set(camera.keys) == ["camera", "clock", "coverage", "activity", "tracks", "events"])
        }
    }

    @Test func coverageActivityAndTracksAreStatedInFull() {
        let text = CanonicalJSON.array([SampleTimeline.timeline(cameras: [SampleTimeline.gate]).camerasJSON]).text
        #expect(text.contains(#""clock":"file-name""#))
        #expect(
            text.contains(
                #"{"end":"2026-03-01T21:56:00.000000Z","start":"2026-03-01T21:55:00.000000Z","state":"analysed"}"#))
        #expect(text.contains(#""reason":"damaged","start":"2026-03-01T21:56:00.000000Z","state":"undecodable""#))
        #expect(
            text.contains(#""activity":[{"end":"2026-03-01T21:55:06.000000Z","start":"2026-03-01T21:55:02.000000Z"}]"#))
        #expect(text.contains(#""class":"unknown","confidence":0.93,"end":"2026-03-01T21:55:05.000000Z","id":1,"#))
        #expect(
            text.contains(
                #"{"at":"2026-03-01T21:55:02.000000Z","height":0.2,"width":0.05,"x":0.1,"y":0.25}"#))
    }

    @Test func whatTheDigestCoversDependsOnTheFindingsAlone() throws {
        let (one, other) = (SampleTimeline.timeline(review: "v1"), SampleTimeline.timeline(review: "v2"))
        #expect(one.camerasJSON.text == other.camerasJSON.text)
        let whole = one.json(digest: "sha256:ab").text
        #expect(whole.contains("\"cameras\":" + one.camerasJSON.text), "the same bytes as the member's")
        let turned = SampleTimeline.timeline(cameras: [SampleTimeline.yard, SampleTimeline.gate])
        #expect(turned.camerasJSON.text == one.camerasJSON.text)
        let fewer = SampleTimeline.timeline(cameras: [SampleTimeline.yard])
        #expect(fewer.camerasJSON.text != one.camerasJSON.text)
    }

    @Test func aReviewIsCompleteWhenEveryCameraIs() {
        let pending = CameraFindings(
            camera: SampleTimeline.gate.camera, clock: "none",
            coverage: [CoverageSpan(span: SampleTimeline.span(0, 1), state: .pending)], activity: [], tracks: [])
        #expect(!SampleTimeline.timeline(cameras: [SampleTimeline.yard, pending]).isComplete)
        #expect(SampleTimeline.timeline().isComplete && SampleTimeline.timeline().hasHoles)
        #expect(!SampleTimeline.timeline(cameras: [SampleTimeline.yard]).hasHoles)
    }
}
