import Analysis
import Chronology
import Footage
import Foundation
import Planning
import SampleFootage
import TestSupport
import Testing
import Timelines
import Video
import Worker

/// Damage is a result: it spans from the first damaged picture to the next clean keyframe, however the chunks are cut.
@Suite(.timeLimit(.minutes(5)))
struct DamagedChunkTests {
    enum Victim: CaseIterable {
        /// The length before the picture's bytes: the decoder cannot use the packet at all.
        case length
        /// The second half of the picture's bytes: the decoder conceals the rest.
        case rest
    }

    @Test(arguments: Victim.allCases, [50, 130])
    func damageReachesToTheNextKeyframeAndNoFurther(victim: Victim, interval: Int) throws {
        try TestClips.withFolder { folder in
            let (footage, ordinal) = try footage(in: folder, keyframeInterval: interval, victim: victim)
            let index = footage.files[0].index
            let next = try #require(index.entries[ordinal...].first { $0.isKeyframe })
            let damaged = span(index.offset(of: index.entries[ordinal]), index.offset(of: next))
            let whole = try footage.review(.whole)
            #expect(
                whole.coverage == [
                    CoverageSpan(span: TimeSpan(start: footage.window.start, end: damaged.start), state: .analysed),
                    CoverageSpan(span: damaged, state: .undecodable, reason: "damaged"),
                    CoverageSpan(span: TimeSpan(start: damaged.end, end: footage.window.end), state: .analysed),
                ])
            #expect(
                whole.tracklets.allSatisfy { tracklet in
                    tracklet.points.allSatisfy { !damaged.contains($0.time) }
                }, "nothing is found where nothing was seen")
            for cells in [1, 2] as [Int64] {
                #expect(try footage.review(.cells(cells)).isSame(as: whole), "chunks of \(cells) cells")
            }
        }
    }

    @Test(arguments: Victim.allCases)
    func damageAmongBPicturesIsTheSameWhicheverWayTheFootageIsCut(victim: Victim) throws {
        try TestClips.withFolder { folder in
            let (footage, _) = try footage(in: folder, keyframeInterval: 100, bFrames: 2, victim: victim)
            let whole = try footage.review(.whole)
            #expect(whole.coverage.duration(in: .undecodable) > 0)
            #expect(whole.coverage.map(\.span).joined() == [footage.window])
            for cells in [1, 2] as [Int64] {
                #expect(try footage.review(.cells(cells)).isSame(as: whole), "chunks of \(cells) cells")
            }
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func aBrokenJPEGPictureIsNotAnalysed() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mkv"
            try TestClips.make(path, seconds: 12, ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "5"])
            var footage = ClipFootage()
            try footage.add(path)
            for ordinal in [60, 120, 180, 240] {
                let entry = footage.files[0].index.entries[ordinal]
                let middle = try #require(entry.position) + 2_500
                try overwrite(path, middle..<(middle + 60), with: 0xFF)
            }
            let whole = try footage.review(.whole)
            #expect(whole.framesAnalysed == 296)
            #expect(try footage.review(.cells(1)).isSame(as: whole))
        }
    }

    /// Returns 16 s of footage with one picture of the second group overwritten, and that picture's ordinal.
    private func footage(
        in folder: String, keyframeInterval: Int, bFrames: Int = 0, victim: Victim
    ) throws -> (ClipFootage, Int) {
        let path = "\(folder)/a.mp4"
        var settings = VideoWriter.Settings(width: 160, height: 120)
        settings.keyframeInterval = keyframeInterval
        settings.bFrames = bFrames
        settings.quality = .constant(15)
        try SyntheticClip(settings: settings, frameCount: 400).write(to: path)
        var footage = ClipFootage()
        try footage.add(path)
        let index = footage.files[0].index
        let ordinal = keyframeInterval + 9
        let from = try #require(index.entries[ordinal].position)
        let to = try #require(index.entries[ordinal + 1].position)
        switch victim {
        case .length: try overwrite(path, from..<(from + 4), with: 0xFF)
        case .rest: try overwrite(path, ((from + to) / 2)..<to, with: 0xA5)
        }
        return (footage, ordinal)
    }

    private func overwrite(_ path: String, _ range: Range<Int64>, with byte: UInt8) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(range.lowerBound))
        try file.write(contentsOf: Data(repeating: byte, count: range.count))
        try file.close()
    }

    private func span(_ from: Int64, _ to: Int64) -> TimeSpan {
        TimeSpan(
            start: ClipFootage.start.advanced(byMicroseconds: from), end: ClipFootage.start.advanced(byMicroseconds: to)
        )
    }
}
