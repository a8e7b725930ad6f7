import Foundation
import Synchronization

/// Shows the progress of long work: on a terminal as one line that is redrawn, elsewhere as a new line every few
/// seconds.
final class ProgressLine: Sendable {
    enum Mode: Sendable {
        case terminal, lines, silent

        static func standard(isQuiet: Bool) -> Mode {
            isQuiet ? .silent : StandardError.isTerminal ? .terminal : .lines
        }
    }

    private let mode: Mode
    /// The surroundings of the command; captured because work may call from threads that do not inherit them.
    private let surroundings = Surroundings.current
    private let lastShown = Mutex<(time: ContinuousClock.Instant, text: String)?>(nil)

    init(_ mode: Mode) {
        self.mode = mode
    }

    /// Shows a state, unless another was shown a moment ago.
    func show(_ text: @autoclosure () -> String) {
        guard mode != .silent else { return }
        let pause: Duration = mode == .terminal ? .milliseconds(100) : .seconds(5)
        lastShown.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last.time < pause { return }
            let line = text()
            if line != last?.text { draw(line) }
            last = (now, line)
        }
    }

    /// Prints a message that later states must not overwrite.
    func note(_ text: String) {
        guard mode != .silent else { return }
        write((mode == .terminal ? "\r\u{1B}[K" : "") + text + "\n")
    }

    /// Ends the line, with a last state if one is given.
    func finish(_ text: String? = nil) {
        guard mode != .silent else { return }
        if let text {
            draw(text)
        }
        if mode == .terminal { write(text == nil ? "\r\u{1B}[K" : "\n") }
    }

    private func draw(_ line: String) {
        write(mode == .terminal ? "\r\u{1B}[K" + line : line + "\n")
    }

    private func write(_ text: String) {
        try? surroundings.errors(Data(text.utf8))
    }
}
