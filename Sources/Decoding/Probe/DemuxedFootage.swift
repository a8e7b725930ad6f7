import Footage
import Foundation

/// What the child reads from a container: everything in `ProbedFootage` except the digests, which only the parent
/// computes.
struct DemuxedFootage: Codable, Sendable {
    let format: String
    let codec: String
    let width: Int
    let height: Int
    let damage: [ProbedFootage.Damage]
    let clocks: [RecordingClock]
    let export: SurveillanceExport?
    /// The encoded frame index.
    private let encodedIndex: Data

    init(
        format: String, codec: String, width: Int, height: Int, index: FrameIndex, damage: [ProbedFootage.Damage],
        clocks: [RecordingClock], export: SurveillanceExport?
    ) {
        self.format = format
        self.codec = codec
        self.width = width
        self.height = height
        self.damage = damage
        self.clocks = clocks
        self.export = export
        encodedIndex = Data(index.encoded())
    }

    func index() throws -> FrameIndex { try FrameIndex(encoded: [UInt8](encodedIndex)) }
}

extension ProbedFootage {
    /// Combines what the child demuxed with the digests that this process computed.
    ///
    /// - Throws: `IntakeFailure` if the file was modified while it was read.
    init(_ demuxed: DemuxedFootage, of file: borrowing FootageFile, digests: FootageDigests) throws {
        guard digests.size == file.size, file.isUnchanged else {
            throw IntakeFailure(
                .changedWhileRead, path: file.path,
                "changed while it was read; import it again once it is completely copied")
        }
        self.init(
            path: file.path, digests: digests, format: demuxed.format, codec: demuxed.codec, width: demuxed.width,
            height: demuxed.height, index: try demuxed.index(), damage: demuxed.damage, clocks: demuxed.clocks,
            export: demuxed.export)
    }
}
