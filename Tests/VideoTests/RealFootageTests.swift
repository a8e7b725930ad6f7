import Decoding
import Footage
import Foundation
import TestSupport
import Testing
import Video

@Suite(.timeLimit(.minutes(10)), .enabled(if: TestClips.realFootage != nil))
struct RealFootageTests {
    private func path(_ name: String) throws -> String { "\(try #require(TestClips.realFootage))/\(name)" }

    @Test func aviWithoutPresentationTimesShowsEveryPictureOnceATenthOfASecondApart() throws {
        let path = try path("mot/PETS09-S2L1/PETS09-S2L1.avi")
        let footage = try FootageProbe().probe(path: path)
        #expect(footage.index.source == .synthesised)
        #expect(footage.index.showings().map(\.start) == (0..<795).map { Int64($0) * 100_000 })
        #expect(footage.index.runs() == [.init(start: 0, end: 79_500_000)])
        #expect(footage.damage == [])
        let clip = try DecodedClip(path, index: footage.index)
        #expect(clip.damage == [])
        #expect(clip.pictures.map(\.pts) == (0..<795).map(Int64.init))
        #expect(clip.pictures.allSatisfy { !$0.isDamaged })
    }

    @Test func aviCanBeEnteredAtEveryKeyframe() throws {
        let path = try path("mot/PETS09-S2L1/PETS09-S2L1.avi")
        let index = try FootageProbe().probe(path: path).index
        let whole = try DecodedClip(path, index: index)
        for key in index.entries.indices where index.entries[key].isKeyframe {
            let start = index.entries[key].pts
            let part = try DecodedClip(path, index: index, from: key)
            #expect(part.pictures.filter { $0.pts >= start } == whole.pictures.filter { $0.pts >= start })
        }
    }

    @Test(arguments: ["traffic_camera_vfr.mp4", "traffic_camera.mp4", "car-detection.mp4"])
    func variableRateIsKeptToTheMicrosecond(name: String) throws {
        let path = try path("footage/\(name)")
        let footage = try FootageProbe().probe(path: path)
        #expect(footage.index.source == .container)
        #expect(footage.damage == [])
        let clip = try DecodedClip(path, index: footage.index)
        #expect(clip.pictures.map(\.pts) == footage.index.entries.map(\.pts).sorted())
        // A decoder reading sequentially, with the container's times, agrees with the index.
        let container = try Container(path: path)
        let stream = try #require(container.videoStream)
        let decoder = try Decoder(container: container)
        var own: [Int64] = []
        var packet = Packet()
        while try container.read(into: &packet) {
            _ = try decoder.decode(packet, presentedAt: nil) { own.append($0.pts ?? .min) }
        }
        _ = try decoder.finish { own.append($0.pts ?? .min) }
        let origin = try #require(own.first)
        #expect(own.map { $0 - origin } == clip.pictures.map(\.pts))
        #expect(stream.timeBaseDenominator == footage.index.timeBase.denominator)
    }
}
