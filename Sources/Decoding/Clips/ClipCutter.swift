package import Catalogue
package import Chronology
import Footage
package import Foundation
import Planning
import Video
import WorkLedger

/// Cuts clips from footage by copying packets, never re-encoding, in a sandboxed child process.
package struct ClipCutter: Sendable {
    private let footage: VerifiedFootage
    private let walls: ReviewGuard

    package init(footage: VerifiedFootage, walls: ReviewGuard) {
        self.footage = footage
        self.walls = walls
    }

    /// Returns the file name suffix for clips of this codec.
    package static func suffix(codec: String) -> String { StreamCopy.Form(codec: codec).suffix }

    /// Writes the clip that covers a span to a file.
    ///
    /// - Parameter scope: The part of the recording that the requisition covers; nothing else is copied.
    /// - Throws: `ReviewFailure`, or `CancellationError`.
    package func cut(
        _ entry: CatalogueEntry, _ span: TimeSpan, in scope: TimeSpan, to output: FileHandle
    ) async throws -> ClipFacts {
        let index = try await footage.index(of: entry)
        let start = entry.recording.start.microseconds
        let bounds = (scope.start.microseconds - start)..<(scope.end.microseconds - start)
        guard
            let range = index.clip(
                from: span.start.microseconds - start, to: span.end.microseconds - start, in: bounds)
        else {
            throw ReviewFailure(
                .permanent, "no-picture", "no picture in scope can be decoded without one outside it")
        }
        let file = try await footage.open(entry)
        var source = ChunkAssignment.Source(
            recording: entry.recording.id, path: file.path, start: entry.recording.start,
            index: Data(index.slice(range).encoded()), firstOrdinal: range.lowerBound, pieces: [scope])
        source.descriptors = [3, 4]
        let order = ExtractionProtocol.Order(source: source, wanted: .clip(StreamCopy.Form(codec: entry.codec)))
        // A partial copy is never much longer than the whole file.
        _ = try await ExtractionChild(walls: walls).run(
            order, on: file, length: span.duration, limit: 2 * entry.size + 1 << 24, to: output)
        let times = index.entries[range].filter { $0.pts >= index.entries[range.lowerBound].pts }
        let offsets = times.map { index.offset(of: $0) }
        return ClipFacts(
            first: entry.recording.start.advanced(byMicroseconds: offsets.min() ?? 0),
            last: entry.recording.start.advanced(byMicroseconds: offsets.max() ?? 0), pictures: offsets.count)
    }
}

/// What a clip actually contains.
package struct ClipFacts: Hashable, Sendable {
    /// When the first and last pictures are shown, in recording time.
    package let first: Timestamp
    package let last: Timestamp
    package let pictures: Int
}
