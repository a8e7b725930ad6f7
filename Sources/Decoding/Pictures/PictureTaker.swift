package import Catalogue
package import Chronology
import Footage
package import Foundation
import Planning
import Video
import WorkLedger

/// Extracts single pictures from footage as JPEGs for orientation, in a sandboxed child process.
package struct PictureTaker: Sendable {
    /// Maximum width in pixels; narrower footage keeps its size.
    package static let widest = 640
    /// Upper bound in bytes for a picture of that width.
    private static let mostBytes: Int64 = 1 << 26

    private let footage: VerifiedFootage
    private let walls: ReviewGuard

    package init(footage: VerifiedFootage, walls: ReviewGuard) {
        self.footage = footage
        self.walls = walls
    }

    /// Writes the picture shown at a given moment to a file.
    ///
    /// - Parameter scope: The part of the recording around that moment that the requisition covers; nothing else is
    ///   decoded.
    /// - Throws: `ReviewFailure`, or `CancellationError`.
    package func take(
        _ entry: CatalogueEntry, shownAt moment: Timestamp, in scope: TimeSpan, to output: FileHandle
    ) async throws -> PictureFacts {
        let index = try await footage.index(of: entry)
        let start = entry.recording.start.microseconds
        let bounds = (scope.start.microseconds - start)..<(scope.end.microseconds - start)
        guard let (ordinal, packets) = index.picture(shownAt: moment.microseconds - start, in: bounds) else {
            throw ReviewFailure(
                .permanent, "no-picture", "no picture in scope can be decoded without one outside it")
        }
        let file = try await footage.open(entry)
        var source = ChunkAssignment.Source(
            recording: entry.recording.id, path: file.path, start: entry.recording.start,
            index: Data(index.slice(packets).encoded()), firstOrdinal: packets.lowerBound, pieces: [scope])
        source.descriptors = [3, 4]
        let order = ExtractionProtocol.Order(
            source: source, wanted: .picture(ordinal: ordinal - packets.lowerBound, widest: PictureTaker.widest))
        let shown = index.offset(of: index.entries[ordinal])
        let length = shown - index.offset(of: index.entries[packets.lowerBound])
        let size = try await ExtractionChild(walls: walls).run(
            order, on: file, length: max(0, length), limit: PictureTaker.mostBytes, to: output)
        return PictureFacts(
            shown: entry.recording.start.advanced(byMicroseconds: shown), width: size.width, height: size.height)
    }
}

/// What a picture actually shows.
package struct PictureFacts: Hashable, Sendable {
    /// Presentation time of the picture, in recording time.
    package let shown: Timestamp
    /// Size in pixels.
    package let width: Int
    package let height: Int
}
