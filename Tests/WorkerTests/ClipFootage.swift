import Analysis
import Chronology
import Decoding
import Footage
import Foundation
import Planning
import SampleFootage
import Timelines
import Video
import Worker

/// Clips that form one camera's footage, reviewed chunk by chunk as a worker does, without servers.
struct ClipFootage {
    struct File {
        let path: String
        let index: FrameIndex
        let recording: Recording
    }

    /// The combined findings of all chunks.
    struct Findings: Equatable {
        var tracklets: [Tracklet] = []
        var coverage: [CoverageSpan] = []
        var framesAnalysed = 0
        var framesOutside = 0

        func isSame(as other: Findings) -> Bool {
            tracklets == other.tracklets && coverage == other.coverage && framesAnalysed == other.framesAnalysed
        }
    }

    /// Not on the cell grid.
    static let start = Timestamp(microseconds: 1_772_402_101_300_000)

    /// A sample each second from 10 s on either side, so that short clips have backgrounds too.
    static var profile: AnalysisProfile {
        var profile = AnalysisProfile.standard
        profile.sampleStep = 1_000
        profile.windowReach = 10_000
        return profile
    }

    var profile = ClipFootage.profile
    private(set) var files: [File] = []

    /// Adds a file that begins where the previous one ends, or `pause` microseconds later.
    mutating func add(_ path: String, after pause: Int64 = 0) throws {
        let index = try ClipFootage.index(of: path)
        let start = files.last?.recording.runs.last?.end.advanced(byMicroseconds: pause) ?? ClipFootage.start
        let runs = index.runs().map {
            TimeSpan(start: start.advanced(byMicroseconds: $0.start), end: start.advanced(byMicroseconds: $0.end))
        }
        let name = "r\(files.count)"
        let recording = Recording(
            id: RecordingID(rawValue: name), camera: CameraID(rawValue: "gate"), digest: name, start: start,
            clock: "option", runs: runs, damage: [])
        files.append(File(path: path, index: index, recording: recording))
    }

    /// The span of all files.
    var window: TimeSpan {
        TimeSpan(
            start: files.first?.recording.runs.first?.start ?? .epoch,
            end: files.last?.recording.runs.last?.end ?? .epoch)
    }

    /// Reviews the window, by default everything, in chunks of the given length.
    func review(
        _ length: ChunkLength, window: TimeSpan? = nil, memory: Int = 220 << 20
    ) throws -> Findings {
        var all = Findings()
        for assignment in assignments(length, window: window) {
            let found = try ChunkReview(assignment, memory: memory).run { _ in }
            all.tracklets += found.tracklets
            all.coverage += found.coverage
            all.framesAnalysed += found.framesAnalysed
            all.framesOutside += found.framesOutside
        }
        all.coverage = all.coverage.joined()
        return all
    }

    /// Returns the assignments that a worker gives to its children, one per chunk.
    func assignments(_ length: ChunkLength, window: TimeSpan? = nil) -> [ChunkAssignment] {
        let footage = CameraFootage(recordings: files.map(\.recording), window: window ?? self.window)
        return ChunkPlanner.chunks(of: footage, camera: CameraID(rawValue: "gate"), length: length)
            .map { assignment(for: $0.span, of: footage) }
    }

    private func assignment(for span: TimeSpan, of footage: CameraFootage) -> ChunkAssignment {
        let run = footage.runs(acrossGapsUpTo: BackgroundSampling.tolerance).first { $0.overlaps(span) } ?? span
        let needed = BackgroundSampling(profile: profile, run: run).reach(of: span, in: run)
        let sources = files.compactMap { file in
            ChunkAssignment.Source(
                recording: file.recording, path: file.path, part: FrameIndexPart(index: file.index),
                pieces: footage.pieces.filter { $0.recording == file.recording.id }.map(\.span), needed: needed)
        }
        return ChunkAssignment(profile: profile, span: span, backgroundRun: run, sources: sources)
    }

    /// Builds an index of the packets in file order; the clips' own times are correct.
    private static func index(of path: String) throws -> FrameIndex {
        let container = try Container(path: path)
        let scanner = PictureScanner(container: container)
        var packet = Packet()
        var packets: [(pts: Int64, entry: FrameIndex.Entry)] = []
        while try container.read(into: &packet) {
            let pts = packet.pts ?? packet.dts ?? 0
            let entry = FrameIndex.Entry(
                pts: pts, dts: packet.dts, position: packet.position, isKeyframe: packet.isKeyframe,
                isGradual: packet.isKeyframe && scanner?.scan(packet).kind == .predicted)
            packets.append((pts, entry))
        }
        let shown = packets.map(\.pts).sorted()
        let origin = shown.first ?? 0
        let entries = packets.map { pts, entry in
            FrameIndex.Entry(
                pts: pts - origin, dts: entry.dts, position: entry.position, isKeyframe: entry.isKeyframe,
                isGradual: entry.isGradual)
        }
        let stream = container.videoStream
        let base = TimeBase(
            numerator: stream?.timeBaseNumerator ?? 1, denominator: stream?.timeBaseDenominator ?? 1)
        // The last picture lasts as long as the one before it.
        let last = shown.count > 1 ? shown[shown.count - 1] - shown[shown.count - 2] : 1
        return FrameIndex(timeBase: base, source: .container, entries: entries, lastDuration: last).markingRestarts()
    }
}
