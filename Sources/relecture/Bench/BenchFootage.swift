import Analysis
import ChunkPlanning
import Footage
import Intake
import Worker

/// A file as the footage of one camera, and its chunks, without servers.
struct BenchFootage {
    let probed: ProbedFootage
    private let recording: Recording
    private let footage: CameraFootage

    init(path: String) throws {
        self.init(try FootageProbe(start: .epoch).probe(path: path))
    }

    init(_ probed: ProbedFootage) {
        let runs = probed.index.runs().map {
            TimeSpan(
                start: Timestamp.epoch.advanced(byMicroseconds: $0.start),
                end: Timestamp.epoch.advanced(byMicroseconds: $0.end))
        }
        self.probed = probed
        recording = Recording(
            id: RecordingID(rawValue: "bench"), camera: CameraID(rawValue: "bench"), digest: "", start: .epoch,
            clock: "option", runs: runs, damage: [])
        footage = CameraFootage(
            recordings: [recording], window: TimeSpan(start: runs[0].start, end: runs[runs.count - 1].end))
    }

    func assignments(of length: ChunkLength, profile: AnalysisProfile) -> [ChunkAssignment] {
        ChunkPlanner.chunks(of: footage, camera: recording.camera, length: length).map { chunk in
            let runs = footage.runs(acrossGapsUpTo: PlateSampling.tolerance)
            let run = runs.first { $0.overlaps(chunk.span) } ?? chunk.span
            let source = ChunkAssignment.Source(
                recording: recording, path: probed.path, index: probed.index, pieces: footage.pieces.map(\.span),
                needed: PlateSampling(profile: profile, run: run).reach(of: chunk.span, in: run))
            return ChunkAssignment(
                profile: profile, span: chunk.span, plateRun: run, sources: source.map { [$0] } ?? [])
        }
    }
}
