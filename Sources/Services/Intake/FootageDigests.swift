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

extension [UInt8] {
    package var hexadecimal: String {
        let digits = Array<UInt8>("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
