import Decoding
import Footage
import Foundation
import Planning
import SampleFootage
import Sandbox
import Synchronization
import TestSupport
import Testing
import Timelines
import Video
import WorkLedger
import Worker

/// Reviews in the real child process, behind every lock.
@Suite(.timeLimit(.minutes(10)))
struct LockedReviewTests {
    init() {
        signal(SIGPIPE, SIG_IGN)
    }

    private static let reviewer: ChildReviewer = {
        var walls = ReviewGuard()
        walls.policy = .require
        return ChildReviewer(executable: RelectureExecutable.path, walls: walls)
    }()

    private static func clip(_ codec: VideoWriter.Codec, bFrames: Int = 0) -> SyntheticClip {
        var settings = VideoWriter.Settings(width: 160, height: 120)
        settings.codecs = [codec]
        settings.bFrames = bFrames
        return SyntheticClip(settings: settings, frameCount: 300)
    }

    private func withFootage(
        _ name: String = "a.mp4", _ clip: SyntheticClip = clip(.h264),
        _ body: (_ path: String, _ assignment: ChunkAssignment) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "relecture-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/\(name)"
        try clip.write(to: path)
        var footage = ClipFootage()
        try footage.add(path)
        try await body(path, try #require(footage.assignments(.whole).first))
    }

    private func failure(
        _ assignment: ChunkAssignment, _ files: [OpenedFootage]
    ) async -> ReviewFailure? {
        await #expect(throws: ReviewFailure.self) {
            _ = try await LockedReviewTests.reviewer.review(assignment, files: files, progress: { _ in })
        }
    }

    @Test(arguments: [
        ("a.mp4", VideoWriter.Codec.h264, 2), ("a.mkv", .h264, 0), ("a.ts", .h264, 2), ("a.avi", .mpeg4, 0),
        ("a.mov", .mjpeg, 0),
    ])
    func findsTheSameAsWithoutThemAndAsksForNothingForbidden(
        name: String, codec: VideoWriter.Codec, bFrames: Int
    ) async throws {
        try await withFootage(name, LockedReviewTests.clip(codec, bFrames: bFrames)) { path, assignment in
            let usage = Mutex(ChildUsage())
            let found = try await LockedReviewTests.reviewer.review(
                assignment, files: [try OpenedFootage(path: path)], progress: { _ in }
            ) { used in
                usage.withLock { $0 = used }
            }
            let plain = try ChunkReview(assignment).run { _ in }
            #expect(found.tracklets == plain.tracklets && found.coverage == plain.coverage)
            #expect(!found.tracklets.isEmpty)
            let used = usage.withLock { $0 }
            #expect(used.refusals == 0, "\(used.lastLines)")
        }
    }

    @Test func aFileThatVanishesDuringTheReviewIsReviewedToItsEnd() async throws {
        try await withFootage { path, assignment in
            let file = try OpenedFootage(path: path)
            let plain = try ChunkReview(assignment).run { _ in }
            try FileManager.default.removeItem(atPath: path)
            let found = try await LockedReviewTests.reviewer.review(assignment, files: [file], progress: { _ in })
            #expect(found.tracklets == plain.tracklets)
        }
    }

    @Test func aFileThatIsWrittenToDuringTheReviewIsRefusedForGood() async throws {
        try await withFootage { path, assignment in
            let file = try OpenedFootage(path: path)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[bytes.count / 2] ^= 0xFF
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.write(contentsOf: bytes)
            try handle.close()
            let failure = await failure(assignment, [file])
            #expect(failure?.kind == .permanent && failure?.reason == "changed")
        }
    }

    @Test func aFileThatIsCutShortDuringTheReviewIsRefusedForGood() async throws {
        try await withFootage("a.mkv") { path, assignment in
            let file = try OpenedFootage(path: path)
            truncate(path, 20_000)
            let failure = await failure(assignment, [file])
            #expect(failure?.kind == .permanent && failure?.reason == "changed")
        }
    }

    /// The index belongs to another file, as if the import had been deceived.
    @Test(arguments: [
        "\u{FEFF}#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://PATH\n#EXT-X-ENDLIST\n",
        "\u{FEFF}ffconcat version 1.0\nfile PATH\n",
        "<?xml version=\"1.0\"?>\n<MPD><Period><BaseURL>http://127.0.0.1:9/a.mp4</BaseURL></Period></MPD>\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
    ])
    func aPlaylistIsRefusedForGoodAndOpensNothing(text: String) async throws {
        try await withFootage { path, assignment in
            let playlist = path + ".list.mp4"
            try text.replacingOccurrences(of: "PATH", with: path).write(
                toFile: playlist, atomically: true, encoding: .utf8)
            let failure = await failure(assignment, [try OpenedFootage(path: playlist)])
            #expect(failure?.kind == .permanent && failure?.reason == "refused", "\(String(describing: failure))")
            #expect(failure?.usage.refusals == 0 && failure?.usage.exitCode == 0)
        }
    }

    @Test func aKernelWithoutALayerIsToldAsTheNodesFault() async throws {
        try await withFootage { path, assignment in
            var walls = ReviewGuard()
            walls.policy = .require
            walls.without = [.landlock]
            let reviewer = ChildReviewer(executable: RelectureExecutable.path, walls: walls)
            let failure = await #expect(throws: ReviewFailure.self) { _ = try await reviewer.review(assignment) }
            #expect(failure?.kind == .transient && failure?.reason == "sandbox")
        }
    }

    @Test(arguments: [
        (SandboxMischief.crash, "crash", FailureKind.poison), (.loop, "silence", .poison),
        (.silence, "silence", .poison),
        (.memory, "memory", .poison), (.socket, "sandbox-violation", .poison), (.exit, "exit", .poison),
        (.killed, "killed", .transient),
    ])
    func whatAChildDoesDecidesWhatIsExpectedOfAnotherAttempt(
        mischief: SandboxMischief, reason: String, kind: FailureKind
    ) async throws {
        var walls = ReviewGuard()
        // On a busy machine even the start takes a while.
        walls.silence = [.loop, .silence].contains(mischief) ? .seconds(1) : .seconds(30)
        walls.memory = 150 << 20
        walls.policy = mischief == .memory ? .off : .prefer
        let reviewer = ChildReviewer(
            executable: RelectureExecutable.path,
            arguments: ["sandbox-trial", "--mischief", mischief.rawValue], walls: walls)
        try await withFootage { path, assignment in
            let failure = await #expect(throws: ReviewFailure.self) { _ = try await reviewer.review(assignment) }
            #expect(failure?.reason == reason && failure?.kind == kind, "\(String(describing: failure))")
        }
    }
}
