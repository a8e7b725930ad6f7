import Footage

/// The SHA-256 digests of a file as a whole and by block, so that a damaged copy is detected and located.
package struct FootageDigests: Hashable, Sendable {
    package static let blockSize: Int64 = 16 * 1_024 * 1_024

    package let size: Int64
    package let whole: [UInt8]
    /// One digest per block of `blockSize` bytes; the last block may be shorter.
    package let blocks: [[UInt8]]

    package init(size: Int64, whole: [UInt8], blocks: [[UInt8]]) {
        self.size = size
        self.whole = whole
        self.blocks = blocks
    }

    /// The whole-file digest, formatted as `sha256sum` prints it.
    package var hexadecimal: String { whole.hexadecimal }
}
