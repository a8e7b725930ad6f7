package import Analysis
import Chronology
import Footage
package import Planning

/// A single file treated as one camera's footage, and its chunks, without servers. Used for benchmarks and labelled
/// clips.
///
/// Its first picture is placed at 1970-01-01.
package struct LoneFootage {
    package let probed: ProbedFootage
    private let recording: Recording
    private let footage: CameraFootage

    package init(path: String) throws {
        self.init(try FootageProbe(start: .epoch).probe(path: path))
    }

    /// - Parameter probed: A file probed with `start` at 1970-01-01.
    package init(_ probed: ProbedFootage) {
        let runs = probed.index.runs().map {
            TimeSpan(
                start: Timestamp.epoch.advanced(byMicroseconds: $0.start),
                end: Timestamp.epoch.advanced(byMicroseconds: $0.end))
        }
        self.probed = probed
        recording = Recording(
            id: RecordingID(rawValue: "lone"), camera: CameraID(rawValue: "lone"), digest: "", start: .epoch,
            clock: "option", runs: runs, damage: [])
        footage = CameraFootage(
            recordings: [recording], window: TimeSpan(start: runs[0].start, end: runs[runs.count - 1].end))
    }

    /// Splits the file into chunks of this length and returns their assignments.
    package func assignments(of length: ChunkLength, profile: AnalysisProfile) -> [ChunkAssignment] {
        ChunkPlanner.chunks(of: footage, camera: recording.camera, length: length).map { chunk in
            let runs = footage.runs(acrossGapsUpTo: BackgroundSampling.tolerance)
            let run = runs.first { $0.overlaps(chunk.span) } ?? chunk.span
            let source = ChunkAssignment.Source(
                recording: recording, path: probed.path, part: FrameIndexPart(index: probed.index),
                pieces: footage.pieces.map(\.span),
                needed: BackgroundSampling(profile: profile, run: run).reach(of: chunk.span, in: run))
            return ChunkAssignment(
                profile: profile, span: chunk.span, backgroundRun: run, sources: source.map { [$0] } ?? [])
        }
    }
}
