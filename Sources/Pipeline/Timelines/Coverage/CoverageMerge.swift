package import Chronology
package import Footage

/// Determines the coverage of every moment in a camera's scope.
package enum CoverageMerge {
    /// - Parameters:
    ///   - footage: the camera's footage, laid over the scope.
    ///   - chunks: every chunk of the camera, in any order.
    ///   - late: where there is footage that was imported too late for the review to include it.
    package static func coverage(
        of footage: CameraFootage, chunks: [ChunkOutcome], late: [TimeSpan] = []
    ) -> [CoverageSpan] {
        let readable = footage.pieces.map(\.span)
        let damage = footage.damage.map { CoverageSpan(span: $0.span, state: .undecodable, reason: $0.reason) }
        let gaps = footage.gaps.subtracting(late).map { CoverageSpan(span: $0, state: .gap, reason: "no-footage") }
        let reviewed = chunks.flatMap { chunk in
            chunk.coverage.flatMap { item in
                // A chunk spans short seams between files; time that no file shows remains a gap.
                readable.compactMap { $0.intersection(item.span) }
                    .map { CoverageSpan(span: $0, state: item.state, reason: item.reason) }
            }
        }
        // Footage without a chunk was also imported after the review was planned.
        let missed =
            readable.subtracting(chunks.map(\.span))
            + late.flatMap { span in
                footage.gaps.compactMap { $0.intersection(span) }
            }
        let imported = missed.map { CoverageSpan(span: $0, state: .skipped, reason: "imported-later") }
        return (damage + gaps + reviewed + imported).joined()
    }

    /// Returns the source of a camera's clock. If its recordings have different sources, they are joined by `+` in
    /// order.
    package static func clock(of recordings: [Recording]) -> String {
        var sources: [String] = []
        for recording in recordings.sorted(by: { ($0.start, $0.digest) < ($1.start, $1.digest) })
        where !sources.contains(recording.clock) {
            sources.append(recording.clock)
        }
        return sources.isEmpty ? "none" : sources.joined(separator: "+")
    }
}
