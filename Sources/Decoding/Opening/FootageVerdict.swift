/// What reading a file again has shown.
package struct FootageVerdict: Hashable, Sendable {
    package enum Result: String, Sendable {
        case unchanged, missing, unreadable, shorter, longer, changed
    }

    /// The first of the blocks of 16 MiB that is not what it was.
    package struct Block: Hashable, Sendable {
        /// From 1.
        package let number: Int
        /// Bytes of the original, the end not included.
        package let bytes: Range<Int64>
    }

    /// The file that was read, or looked for.
    package let path: String
    package let result: Result
    /// Bytes found; nil where there was nothing to read.
    package let size: Int64?
    package let block: Block?
    /// More, for people; may be empty.
    package let detail: String

    package init(path: String, result: Result, size: Int64? = nil, block: Block? = nil, detail: String = "") {
        self.path = path
        self.result = result
        self.size = size
        self.block = block
        self.detail = detail
    }
}
