import Footage

/// The SHA-256 of a file, whole and in blocks, so that a damaged copy can be told, and where it differs.
package struct FootageDigests: Hashable, Sendable {
    package static let blockSize: Int64 = 16 * 1_024 * 1_024

    package let size: Int64
    package let whole: [UInt8]
    /// Of each block of `blockSize` bytes; the last one may be shorter.
    package let blocks: [[UInt8]]

    package init(size: Int64, whole: [UInt8], blocks: [[UInt8]]) {
        self.size = size
        self.whole = whole
        self.blocks = blocks
    }

    /// The whole file's digest in the form of `sha256sum`.
    package var hexadecimal: String { whole.hexadecimal }
}
