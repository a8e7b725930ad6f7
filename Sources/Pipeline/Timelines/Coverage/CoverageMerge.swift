package import Chronology
package import Footage

/// States, for every moment of a camera's window, what is known about it.
package enum CoverageMerge {
    /// - Parameters:
    ///   - footage: the camera's footage laid over the scope.
    ///   - chunks: every chunk of the camera, in any order.
    ///   - late: where footage lies that the review does not go over, for it came later.
    package static func coverage(
        of footage: CameraFootage, chunks: [ChunkOutcome], late: [TimeSpan] = []
    ) -> [CoverageSpan] {
        let readable = footage.pieces.map(\.span)
        let damage = footage.damage.map { CoverageSpan(span: $0.span, state: .undecodable, reason: $0.reason) }
        let gaps = footage.gaps.subtracting(late).map { CoverageSpan(span: $0, state: .gap, reason: "no-footage") }
        let reviewed = chunks.flatMap { chunk in
            chunk.coverage.flatMap { item in
                // A chunk spans the short seams between files; what a file does not show stays a gap.
                readable.compactMap { $0.intersection(item.span) }
                    .map { CoverageSpan(span: $0, state: item.state, reason: item.reason) }
            }
        }
        // Footage that no chunk covers was imported after the review had been planned, too.
        let missed =
            readable.subtracting(chunks.map(\.span))
            + late.flatMap { span in
                footage.gaps.compactMap { $0.intersection(span) }
            }
        let imported = missed.map { CoverageSpan(span: $0, state: .skipped, reason: "imported-later") }
        return (damage + gaps + reviewed + imported).joined()
    }

    /// The clock of a camera: the source of its recordings', joined by `+` in order where they differ.
    package static func clock(of recordings: [Recording]) -> String {
        var sources: [String] = []
        for recording in recordings.sorted(by: { ($0.start, $0.digest) < ($1.start, $1.digest) })
        where !sources.contains(recording.clock) {
            sources.append(recording.clock)
        }
        return sources.isEmpty ? "none" : sources.joined(separator: "+")
    }
}
