package import Chronology
package import Footage

/// Decides which chunks of a camera are kept when its review is extended to more footage, and which are added. A pure
/// function of the old and new footage, the chunks and the profile's windows.
///
/// A chunk is kept if reviewing it again could not give a different result: its backgrounds would be built from the
/// same samples of the same files, and none of its cells is cut where the footage now continues. The final results are
/// those of a single review over all the footage.
package struct ReviewExtension: Hashable, Sendable {
    /// Spans of the chunks to keep.
    package let kept: [TimeSpan]
    /// Chunks for the rest of the footage.
    package let added: [PlannedChunk]

    /// - Parameters:
    ///   - chunks: spans of the camera's chunks.
    ///   - sampleStep: the profile's sample step; like `windowReach`, in milliseconds.
    package init(
        of camera: CameraID, from before: CameraFootage, to after: CameraFootage, chunks: [TimeSpan],
        length: ChunkLength,
        sampleStep: Int, windowReach: Int
    ) {
        let seamless = after.runs()
        let old = BackgroundPlaces(before, sampleStep: sampleStep, windowReach: windowReach)
        let new = BackgroundPlaces(after, sampleStep: sampleStep, windowReach: windowReach)
        let kept = chunks.filter { chunk in
            ReviewExtension.isWhole(chunk, in: seamless) && old.samples(of: chunk) == new.samples(of: chunk)
        }
        self.kept = kept
        added = seamless.subtracting(kept).flatMap { ChunkPlanner.cut($0, length: length) }
            .filter { !after.pieces(in: $0).isEmpty }.map { PlannedChunk(camera: camera, span: $0) }
    }

    /// Returns whether a chunk lies in one run and is cut only on the cell grid or at the ends of the run.
    private static func isWhole(_ chunk: TimeSpan, in runs: [TimeSpan]) -> Bool {
        guard let run = runs.first(where: { $0.overlaps(chunk) }) else { return false }
        func isOnGrid(_ time: Timestamp) -> Bool { time.microseconds % CellGrid.cellLength == 0 }
        return run.start <= chunk.start && chunk.end <= run.end
            && (isOnGrid(chunk.start) || chunk.start == run.start) && (isOnGrid(chunk.end) || chunk.end == run.end)
    }
}

/// The sources of the chunks' backgrounds, for one state of a camera's footage.
private struct BackgroundPlaces {
    struct Samples: Equatable {
        let sampling: BackgroundSampling
        let steps: [Range<Int64>]
        let pieces: [CameraFootage.Piece]
    }

    private let footage: CameraFootage
    private let runs: [TimeSpan]
    private let sampling: [BackgroundSampling]

    init(_ footage: CameraFootage, sampleStep: Int, windowReach: Int) {
        self.footage = footage
        runs = footage.runs(acrossGapsUpTo: BackgroundSampling.tolerance)
        sampling = runs.map { BackgroundSampling(sampleStep: sampleStep, windowReach: windowReach, run: $0) }
    }

    func samples(of chunk: TimeSpan) -> Samples? {
        guard let place = runs.firstIndex(where: { $0.overlaps(chunk) }) else { return nil }
        let (run, sampling) = (runs[place], sampling[place])
        let reach = sampling.reach(of: chunk, in: run)
        return Samples(
            sampling: sampling, steps: CellGrid.cells(in: chunk).map { sampling.steps(around: $0, in: run) },
            pieces: footage.pieces.filter { $0.span.overlaps(reach) })
    }
}
