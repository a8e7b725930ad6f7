import CFFmpeg
import Foundation
import Synchronization

/// Keeps the last error line that libav logged on each thread, for error texts. Nothing reaches stderr unless
/// requested.
///
/// libav has one log callback per process, called on the thread that does the work.
package enum VideoLog {
    private static let lines = Mutex<[pthread_t: String]>([:])
    private static let isTelling = Atomic(false)
    private static let lastTold = Mutex<ContinuousClock.Instant?>(nil)

    /// Installed once, on first use.
    private static let installation: Void = av_log_set_callback { context, level, format, arguments in
        guard level <= AV_LOG_ERROR, let format, let arguments else { return }
        var buffer = [CChar](repeating: 0, count: 512)
        var printsPrefix: Int32 = 1
        av_log_format_line2(context, level, format, arguments, &buffer, Int32(buffer.count), &printsPrefix)
        let line = buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        VideoLog.record(VideoLog.withoutAddress(line))
    }

    static func install() { installation }

    /// Also writes lines to standard error, at most twenty a second, for a process whose parent keeps its last output.
    package static func tell() { isTelling.store(true, ordering: .relaxed) }

    /// Returns and clears the last error line of the calling thread.
    package static func takeLastLine() -> String? {
        lines.withLock { $0.removeValue(forKey: pthread_self()) }
    }

    private static func record(_ line: String) {
        guard !line.isEmpty else { return }
        if isTelling.load(ordering: .relaxed) { write(line) }
        lines.withLock { $0[pthread_self()] = line }
    }

    private static func write(_ line: String) {
        let isDue = lastTold.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < .milliseconds(50) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Turns `[h264 @ 0x55dc] text` into `h264: text`: addresses differ from run to run and carry no information.
    private static func withoutAddress(_ line: String) -> String {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.first == "[", let at = text.range(of: " @ "), let end = text.range(of: "] ") else { return text }
        return "\(text[text.index(after: text.startIndex)..<at.lowerBound]): \(text[end.upperBound...])"
    }
}
