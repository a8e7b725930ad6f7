import ChunkPlanning
package import Footage
package import Foundation
import Sandbox
package import Storage
import Synchronization
import Video

/// Takes single pictures out of footage, as JPEGs for orientation, in a child process behind the walls of a review.
package struct PictureTaker: Sendable {
    /// Pixels of the widest picture that is made; narrower footage keeps its size.
    package static let widest = 640
    /// Bytes that no picture of that width takes.
    private static let mostBytes = 1 << 26

    private let database: Database
    private let footage: VerifiedFootage
    private let walls: ReviewGuard

    package init(database: Database, footage: VerifiedFootage, walls: ReviewGuard) {
        self.database = database
        self.footage = footage
        self.walls = walls
    }

    /// A recording's frame index, which the caller may keep for the next picture of it.
    package func index(of entry: CatalogueEntry) async throws -> FrameIndex {
        try await database.frameIndex(of: entry.recording.id)
    }

    /// Writes the picture that is shown at a moment to a file.
    ///
    /// - Parameters:
    ///   - index: that of the recording.
    ///   - scope: the part of the recording that the requisition covers around the moment; nothing else is decoded.
    /// - Throws: `ReviewFailure`, or `CancellationError`.
    package func take(
        _ entry: CatalogueEntry, _ index: FrameIndex, shownAt moment: Timestamp, in scope: TimeSpan,
        to output: FileHandle
    ) async throws -> PictureFacts {
        let start = entry.recording.start.microseconds
        let bounds = (scope.start.microseconds - start)..<(scope.end.microseconds - start)
        guard let (ordinal, packets) = index.picture(shownAt: moment.microseconds - start, in: bounds) else {
            throw ReviewFailure(
                .permanent, "no-picture", "there is no picture in scope that can be decoded without one outside of it")
        }
        let file = try await footage.open(entry)
        var source = ChunkAssignment.Source(
            recording: entry.recording.id, path: file.path, start: entry.recording.start,
            index: Data(index.slice(packets).encoded()), firstOrdinal: packets.lowerBound, pieces: [scope])
        source.descriptors = [3, 4]
        let order = PictureProtocol.Order(
            source: source, ordinal: ordinal - packets.lowerBound, widest: PictureTaker.widest)
        let shown = index.offset(of: index.entries[ordinal])
        let length = shown - index.offset(of: index.entries[packets.lowerBound])
        let size = try await run(order, file, length: max(0, length), to: output)
        return PictureFacts(
            shown: entry.recording.start.advanced(byMicroseconds: shown), width: size.width, height: size.height)
    }

    private func run(
        _ order: PictureProtocol.Order, _ file: OpenedFootage, length: Int64, to output: FileHandle
    ) async throws -> PictureProtocol.Size {
        let size = Mutex<PictureProtocol.Size?>(nil)
        let written = Mutex(0)
        try await FootageChild(command: "take-picture", walls: walls).run(order, on: file, length: length) { message in
            switch try PictureProtocol.answer(message) {
            case .alive: return .goesOn
            case .bytes(let bytes):
                let total = written.withLock { (sum: inout Int) -> Int in
                    sum += bytes.count
                    return sum
                }
                guard total <= PictureTaker.mostBytes else {
                    throw ChildProcess.Failure.brokenOutput("the picture is larger than any can be")
                }
                try output.write(contentsOf: Data(bytes))
                return .goesOn
            case .done(let told):
                size.withLock { $0 = told }
                return .isDone
            case .failure(let failure): return .failed(failure.failure)
            }
        }
        guard let told = size.withLock({ $0 }), written.withLock({ $0 }) > 0 else {
            throw ReviewFailure(.poison, "no-answer", "the child process ended without a picture")
        }
        return told
    }
}
