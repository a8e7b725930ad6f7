import Analysis
import Chronology
import Decoding
import Footage
import Foundation
import Planning
import SampleFootage
import TestSupport
import Testing
import Timelines
import Video
import Worker

/// Findings depend only on the footage in scope, not on how it was cut into chunks.
@Suite(.timeLimit(.minutes(5)))
struct ChunkReviewTests {
    @Test(arguments: ["mp4", "mkv", "ts"], [0, 2])
    func findingsAreTheSameWhicheverWayTheFootageIsCut(container: String, bFrames: Int) throws {
        try TestClips.withFolder { folder in
            var footage = ClipFootage()
            for name in ["a", "b"] {
                let path = "\(folder)/\(name).\(container)"
                try clip(frames: 300, keyframeInterval: name == "a" ? 50 : 120, bFrames: bFrames).write(to: path)
                try footage.add(path)
            }
            let whole = try footage.review(.whole)
            #expect(whole.framesAnalysed == 600)
            #expect(whole.coverage == [CoverageSpan(span: footage.window, state: .analysed)])
            #expect(!whole.tracklets.isEmpty, "the square is found")
            for cells in [1, 2, 3] as [Int64] {
                #expect(try footage.review(.cells(cells)).isSame(as: whole), "chunks of \(cells) cells")
            }
        }
    }

    @Test func theSeamBetweenTwoFilesIsNoSeamInTheFindings() throws {
        try TestClips.withFolder { folder in
            var footage = ClipFootage()
            for name in ["a", "b"] {
                try clip(frames: 200).write(to: "\(folder)/\(name).mp4")
                try footage.add("\(folder)/\(name).mp4", after: name == "a" ? 0 : 480_000)
            }
            let whole = try footage.review(.whole)
            #expect(try footage.review(.cells(1)).isSame(as: whole))
            let files = footage.files.flatMap(\.recording.runs)
            #expect(whole.coverage == files.map { CoverageSpan(span: $0, state: .analysed) })
        }
    }

    /// With short windows, no frame outside a chunk is read for its backgrounds.
    @Test(arguments: [0, 2])
    func aPictureOfVariableRateIsShownUntilTheNextOneThoughThatIsInAnotherChunk(bFrames: Int) throws {
        try TestClips.withFolder { folder in
            var clip = clip(frames: 0, bFrames: bFrames)
            // 40 ms and, every seventh time, 400 ms.
            clip.times = (0..<200).map { Int64($0) * 480 + Int64($0 / 7) * 4_320 }
            try clip.write(to: "\(folder)/a.mp4")
            var footage = ClipFootage()
            footage.profile.sampleStep = 500
            footage.profile.windowReach = 1_000
            try footage.add("\(folder)/a.mp4")
            let whole = try footage.review(.whole)
            #expect(!whole.tracklets.isEmpty)
            #expect(try footage.review(.cells(1)).isSame(as: whole))
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func openGroupsGiveTheSameFindingsWhicheverWayTheyAreCut() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(
                path, seconds: 16,
                [
                    "-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "3", "-g", "30", "-threads", "1", "-x264-params",
                    "open-gop=1:scenecut=0",
                ])
            var footage = ClipFootage()
            try footage.add(path)
            let index = footage.files[0].index
            let leading = index.entries.indices.dropFirst().filter { ordinal in
                index.entries[..<ordinal].contains { $0.isKeyframe && $0.pts > index.entries[ordinal].pts }
            }
            try #require(!leading.isEmpty, "the groups are open")
            let whole = try footage.review(.whole)
            #expect(whole.framesAnalysed == 400)
            #expect(try footage.review(.cells(1)).isSame(as: whole))
        }
    }

    @Test(
        .enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"),
        arguments: ["mp4", "ts"])
    func aGradualRefreshGivesTheSameFindingsWhicheverWayItIsCut(container: String) throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.\(container)"
            try TestClips.make(
                path, seconds: 16,
                [
                    "-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "0", "-threads", "1", "-x264-params",
                    "intra-refresh=1:keyint=30",
                ])
            var footage = ClipFootage()
            try footage.add(path)
            try #require(footage.files[0].index.entries.contains { $0.isGradual })
            let whole = try footage.review(.whole)
            #expect(whole.framesAnalysed == 400 && !whole.tracklets.isEmpty)
            #expect(try footage.review(.cells(1)).isSame(as: whole))
        }
    }

    /// The keyframe is not an IDR picture, and no picture that follows it in the file is shown before it.
    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func samplesRightAfterAKeyframeThatIsNoIDRPictureAreNotLost() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(
                path, seconds: 16, StreamCuts.h264("open-gop=1:scenecut=0:keyint=31:b-adapt=0:bframes=2"))
            var footage = ClipFootage()
            try footage.add(path)
            let whole = try footage.review(.whole)
            #expect(whole.framesAnalysed == 400 && !whole.tracklets.isEmpty)
            #expect(try footage.review(.whole, memory: 0).isSame(as: whole))
            #expect(try footage.review(.cells(1)).isSame(as: whole))
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func whyFramesBeforeTheFirstKeyframeAreSkippedDoesNotDependOnTheCut() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.ts"
            try TestClips.make(path, seconds: 24, StreamCuts.h264("scenecut=0:keyint=250:min-keyint=250:bframes=2"))
            var footage = ClipFootage()
            try footage.add(try StreamCuts.cut(path, at: 20))
            let whole = try footage.review(.whole)
            #expect(whole.coverage.map(\.reason) == ["no-keyframe", ""])
            #expect(try footage.review(.cells(1)).isSame(as: whole))
        }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
    func aStreamThatBeginsWithinAGradualRefreshGivesTheSameFindingsWhicheverWayItIsCut() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.ts"
            try TestClips.make(path, seconds: 20, StreamCuts.h264("intra-refresh=1:keyint=20:bframes=0"))
            var footage = ClipFootage()
            try footage.add(try StreamCuts.cut(path, at: 20))
            try #require(footage.files[0].index.keyframes.allSatisfy { footage.files[0].index.entries[$0].isGradual })
            let whole = try footage.review(.whole)
            #expect(!whole.tracklets.isEmpty)
            #expect(try footage.review(.whole, memory: 0).isSame(as: whole))
            #expect(try footage.review(.cells(1)).isSame(as: whole))
        }
    }

    @Test(arguments: [0, 1 << 20, 1 << 23])
    func findingsDoNotDependOnHowManyFramesMayBeHeldBack(memory: Int) throws {
        try TestClips.withFolder { folder in
            try clip(frames: 750, keyframeInterval: 40).write(to: "\(folder)/a.mp4")
            var footage = ClipFootage()
            try footage.add("\(folder)/a.mp4")
            let ample = try footage.review(.whole)
            #expect(!ample.tracklets.isEmpty)
            #expect(try footage.review(.whole, memory: memory) == ample)
        }
    }

    @Test func framesOutsideTheScopeAreCountedAndNotAnalysed() throws {
        try TestClips.withFolder { folder in
            var footage = ClipFootage()
            try clip(frames: 300, keyframeInterval: 100).write(to: "\(folder)/a.mp4")
            try footage.add("\(folder)/a.mp4")
            let start = ClipFootage.start
            // Frames 75 to 199: the scope begins 25 frames before the end of a group of 100.
            let scope = TimeSpan(
                start: start.advanced(byMicroseconds: 3_000_000), end: start.advanced(byMicroseconds: 8_000_000))
            let found = try footage.review(.whole, window: scope)
            #expect(found.framesAnalysed == 125)
            #expect(found.framesOutside == 75)
            #expect(found.coverage == [CoverageSpan(span: scope, state: .analysed)])
            #expect(found.tracklets.allSatisfy { scope.intersection($0.span) == $0.span })
            let cut = try footage.review(.cells(1), window: scope)
            #expect(cut.isSame(as: found))
        }
    }

    @Test func aFileThatChangedSinceItsImportIsRefusedByName() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try clip(frames: 100).write(to: path)
            var footage = ClipFootage()
            try footage.add(path)
            try clip(frames: 80, keyframeInterval: 20).write(to: path)
            let error = #expect(throws: ReviewError.self) { try footage.review(.whole) }
            #expect(error?.description.contains(path) == true)
        }
    }
}

extension ChunkReviewTests {
    private func clip(frames: Int, keyframeInterval: Int = 50, bFrames: Int = 0) -> SyntheticClip {
        var settings = VideoWriter.Settings(width: 160, height: 120)
        settings.keyframeInterval = keyframeInterval
        settings.bFrames = bFrames
        return SyntheticClip(settings: settings, frameCount: frames)
    }
}
