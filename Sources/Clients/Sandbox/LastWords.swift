package import Subprocess

/// The last output of a child process on standard error.
package enum LastWords {
    private static let kept = 4_096

    /// Reads to the end and returns the last few kilobytes: enough for the last line, however much came before.
    package static func read(from output: SubprocessOutputSequence) async -> String {
        var bytes: [UInt8] = []
        var iterator = output.makeAsyncIterator()
        // Stop at a broken pipe; the exit status explains the rest.
        while let buffer = try? await iterator.next() {
            buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
            if bytes.count > 2 * kept { bytes.removeFirst(bytes.count - kept) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
