import Footage
import Formats
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct OpenTimelineIOTests {
    private static let medium = TimelineMedium(
        name: "gate.mp4", location: "gate/gate.mp4", digest: "ab", span: SampleTimeline.span(-10_000, 60_000),
        pieces: [SampleTimeline.span(0, 30_000), SampleTimeline.span(40_000, 60_000)])

    private static var document: CanonicalJSON {
        SampleTimeline.timeline().openTimelineIO(
            digest: "sha256:0a", media: [CameraID(rawValue: "gate"): [medium]])
    }

    private var tracks: [CanonicalJSON] { OpenTimelineIOTests.document["tracks"]?["children"]?.items ?? [] }

    @Test func everyCameraIsATrackAsLongAsTheScope() {
        #expect(tracks.map { $0["name"] } == [.string("cour, \"nord\""), .string("gate")])
        for track in tracks {
            let lengths = (track["children"]?.items ?? []).map {
                $0["source_range"]?["duration"]?["value"]?.number ?? -1
            }
            #expect(lengths.reduce(0, +) == 90_000_000)
        }
    }

    @Test func clipsCountFromTheFirstPictureOfTheirFile() {
        let items = tracks[1]["children"]?.items ?? []
        #expect(items.map { $0["OTIO_SCHEMA"] } == ["Clip.2", "Gap.1", "Clip.2", "Gap.1"].map { .string($0) })
        let range = items[2]["source_range"]
        #expect(range?["start_time"]?["value"] == .integer(50_000_000))
        #expect(
            range?["duration"]?["value"] == .integer(20_000_000) && range?["duration"]?["rate"] == .integer(1_000_000))
        let reference = items[2]["media_references"]?["DEFAULT_MEDIA"]
        #expect(reference?["target_url"] == .string("gate/gate.mp4"))
        #expect(reference?["available_range"]?["duration"]?["value"] == .integer(70_000_000))
    }

    @Test func objectsAndUnanalysedTimeAreMarkersOfTheirCamera() {
        let markers = tracks[1]["markers"]?.items ?? []
        #expect(
            markers.map { $0["name"] }
                == ["track 1", "track 2", "not analysed: undecodable", "not analysed: gap"].map { .string($0) })
        #expect(
            markers.map { $0["marked_range"]?["start_time"]?["value"]?.number }
                == [2, 4, 60, 61.5].map { Int64($0 * 1e6) })
        #expect(tracks[0]["markers"]?.items == [])
    }
}

extension CanonicalJSON {
    fileprivate subscript(name: String) -> CanonicalJSON? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    fileprivate var items: [CanonicalJSON]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    fileprivate var number: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }
}
