import Chronology
import Footage
import Foundation
import SampleFootage
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SampleFootageWriterTests {
    private static let short = SampleFootageWriter.cameras.map { $0.limited(toFramesPerRecording: 30) }

    @Test func writingTwiceGivesTheSameBytes() throws {
        let folders = [try TemporaryFolder(), try TemporaryFolder()]
        let truths = try folders.map {
            try SampleFootageWriter.write(cameras: SampleFootageWriterTests.short, to: $0.path)
        }
        #expect(truths[0] == truths[1])
        #expect(try folders[0].files() == folders[1].files())
        for name in try folders[0].files() {
            #expect(try folders[0].bytes(of: name) == folders[1].bytes(of: name), "\(name)")
        }
    }

    @Test func filesAreNamedByCameraAndStartAndTruthListsThem() throws {
        let folder = try TemporaryFolder()
        let truth = try SampleFootageWriter.write(cameras: SampleFootageWriterTests.short, to: folder.path)
        let expected = [
            "gate/gate_20260301T215500Z.mp4", "gate/gate_20260301T215710Z.mp4", "truth.json",
            "yard/yard_20260301T215520Z.mp4", "yard/yard_20260301T215635Z.mp4",
        ]
        #expect(try folder.files() == expected)
        #expect(truth.cameras.flatMap(\.files).map(\.name) == expected.filter { $0.hasSuffix(".mp4") })
        #expect(try expected.allSatisfy { try folder.bytes(of: $0).count > 1_000 })
    }

    @Test func truthFileReadsBackAsTheTruth() throws {
        let folder = try TemporaryFolder()
        let truth = try SampleFootageWriter.write(cameras: SampleFootageWriterTests.short, to: folder.path)
        #expect(try JSONDecoder().decode(SampleTruth.self, from: folder.bytes(of: "truth.json")) == truth)
    }

    @Test func progressCountsEveryFrameOnce() throws {
        let folder = try TemporaryFolder()
        var counts: [Int] = []
        _ = try SampleFootageWriter.write(cameras: SampleFootageWriterTests.short, to: folder.path) {
            counts.append($0.frames)
            #expect($0.total == 120)
        }
        #expect(counts == Array(1...120))
    }

    @Test func theGateHasAGapOfFortySecondsAndTheYardNone() throws {
        let (gate, yard) = (SyntheticScene.gate.truth, SyntheticScene.yard.truth)
        #expect(gate.gaps.map(\.span.duration) == [40_000_000])
        #expect(gate.gaps.first?.start == gate.files.first?.end)
        #expect(yard.gaps.isEmpty)
        #expect(yard.files.first?.end == yard.files.last?.start)
        let seam = try #require(yard.files.last).start.time
        #expect(yard.movers.contains { $0.start.time < seam && seam < $0.end.time })
    }

    @Test func aFolderThatCannotBeMadeIsNamedInTheError() throws {
        let folder = try TemporaryFolder()
        let blocked = "\(folder.path)/file"
        try Data("x".utf8).write(to: URL(fileURLWithPath: blocked))
        let error = #expect(throws: SampleFootageError.self) { try SampleFootageWriter.write(to: blocked) }
        #expect(error?.description.contains(blocked) == true)
    }

    @Test func aFileThatCannotBePutInItsPlaceLeavesNothingHalf() throws {
        let folder = try TemporaryFolder()
        let taken = "\(folder.path)/gate/gate_20260301T215500Z.mp4/taken"
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
        #expect(throws: SampleFootageError.self) {
            try SampleFootageWriter.write(cameras: SampleFootageWriterTests.short, to: folder.path)
        }
        #expect(try folder.files().isEmpty)
    }
}
