import CFFmpeg
import Foundation
import Synchronization

/// Keeps the last error line that libav logged on each thread, for error texts; nothing reaches stderr.
///
/// libav's log callback is one per process and is called on the thread that does the work.
package enum VideoLog {
    private static let lines = Mutex<[pthread_t: String]>([:])

    /// Installed once, by whatever opens first.
    private static let installation: Void = av_log_set_callback { context, level, format, arguments in
        guard level <= AV_LOG_ERROR, let format, let arguments else { return }
        var buffer = [CChar](repeating: 0, count: 512)
        var printsPrefix: Int32 = 1
        av_log_format_line2(context, level, format, arguments, &buffer, Int32(buffer.count), &printsPrefix)
        let line = buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        VideoLog.record(VideoLog.withoutAddress(line))
    }

    static func install() { installation }

    /// The last error line of the calling thread, once.
    package static func takeLastLine() -> String? {
        lines.withLock { $0.removeValue(forKey: pthread_self()) }
    }

    private static func record(_ line: String) {
        guard !line.isEmpty else { return }
        lines.withLock { $0[pthread_self()] = line }
    }

    /// `[h264 @ 0x55dc] text` becomes `h264: text`: an address differs from run to run and tells nobody anything.
    private static func withoutAddress(_ line: String) -> String {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.first == "[", let at = text.range(of: " @ "), let end = text.range(of: "] ") else { return text }
        return "\(text[text.index(after: text.startIndex)..<at.lowerBound]): \(text[end.upperBound...])"
    }
}
