import Chronology
package import Footage

/// Cuts a camera's footage in scope into chunks: a pure function of footage, scope and chunk length.
///
/// Chunks lie on an absolute grid of their own length, so the same footage is cut the same way in every review. They
/// are also cut at gaps in the footage. Together they cover exactly the footage in scope.
package enum ChunkPlanner {
    package static func chunks(of footage: CameraFootage, camera: CameraID, length: ChunkLength) -> [PlannedChunk] {
        footage.runs().flatMap { run in
            cut(run, length: length).map { PlannedChunk(camera: camera, span: $0) }
        }
    }

    /// Cuts a stretch of footage on the grid of the chunk length.
    static func cut(_ run: TimeSpan, length: ChunkLength) -> [TimeSpan] {
        guard let step = length.microseconds else { return [run] }
        var spans: [TimeSpan] = []
        var from = run.start
        while from < run.end {
            let border = (from.microseconds.flooredQuotient(by: step) + 1) * step
            let to = min(run.end, Timestamp(microseconds: border))
            spans.append(TimeSpan(start: from, end: to))
            from = to
        }
        return spans
    }
}
