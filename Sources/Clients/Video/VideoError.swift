import CFFmpeg
import Foundation

/// A libav failure with libav's own text.
package struct VideoError: Error, Sendable, CustomStringConvertible {
    /// The failed C function, or the step of ours that refused.
    package let operation: String
    package let path: String
    /// libav's AVERROR; system errors are negated `errno` values.
    package let code: Int32
    package let text: String

    package init(operation: String, path: String, code: Int32, text: String) {
        self.operation = operation
        self.path = path
        self.code = code
        self.text = text
    }

    /// Creates an error from an AVERROR and the last line that libav logged on this thread, which usually explains
    /// more.
    init(_ operation: String, path: String, code: Int32) {
        var buffer = [CChar](repeating: 0, count: 128)
        av_strerror(code, &buffer, buffer.count)
        let words = buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        let line = VideoLog.takeLastLine()
        self.init(operation: operation, path: path, code: code, text: line.map { "\(words) (\($0))" } ?? words)
    }

    /// Whether the caller's own interruption ended the call.
    package var isInterruption: Bool { code == ffmpeg_error_exit() }

    /// Whether memory ran out.
    package var isOutOfMemory: Bool { code == ffmpeg_error(ENOMEM) }

    /// Whether the storage failed rather than the file; the same file may be readable later.
    package var isOfStorage: Bool {
        [EIO, ESTALE, ENXIO, ENODEV, EREMOTEIO, ETIMEDOUT, ENOTCONN, EHOSTDOWN].map(ffmpeg_error).contains(code)
    }

    package var description: String { "\(path): \(operation): \(text)" }
}
