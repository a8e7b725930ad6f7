/// The result of reading a catalogued file again.
package struct FootageVerdict: Hashable, Sendable {
    package enum Result: String, Sendable {
        case unchanged, missing, unreadable, shorter, longer, changed
    }

    /// The first 16 MiB block that differs from the import.
    package struct Block: Hashable, Sendable {
        /// Counted from 1.
        package let number: Int
        /// Byte range in the original file.
        package let bytes: Range<Int64>
    }

    /// The file that was read, or the path where it was expected.
    package let path: String
    package let result: Result
    /// Bytes found; nil if nothing could be read.
    package let size: Int64?
    package let block: Block?
    /// Further explanation for people; may be empty.
    package let detail: String

    package init(path: String, result: Result, size: Int64? = nil, block: Block? = nil, detail: String = "") {
        self.path = path
        self.result = result
        self.size = size
        self.block = block
        self.detail = detail
    }
}
