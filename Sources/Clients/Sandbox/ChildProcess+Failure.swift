import Foundation

extension ChildProcess {
    /// An abnormal end of a child process.
    package enum Failure: Error, Sendable, CustomStringConvertible {
        case notStarted(String)
        case exited(code: Int, lastWords: String)
        case signalled(Int, lastWords: String)
        /// Killed for exceeding a limit.
        case overLimit(Limit, lastWords: String)
        case brokenOutput(String)

        /// The limit that a child exceeded.
        package enum Limit: String, Sendable {
            case time
            case silence
            case memory
            /// Killed by the kernel because the machine, or the child's control group, ran out of memory.
            case machineMemory = "machine-memory"
            case processorTime = "processor-time"
        }

        package var description: String {
            switch self {
            case .notStarted(let text): "the child process could not be started: \(text)"
            case .exited(let code, let words): "the child process failed with exit status \(code)\(Failure.tail(words))"
            case .signalled(let signal, let words):
                "the child process was ended by signal \(signal) (\(Failure.name(signal)))\(Failure.tail(words))"
            case .overLimit(let limit, let words): "the child process was ended: \(limit.reason)\(Failure.tail(words))"
            case .brokenOutput(let text): text
            }
        }

        private static func tail(_ words: String) -> String {
            let line = words.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            return line.isEmpty ? "" : ": \(line)"
        }

        private static func name(_ signal: Int) -> String {
            switch Int32(signal) {
            case SIGSYS: "a system call that its sandbox forbids"
            case SIGKILL: "killed"
            default: String(cString: strsignal(Int32(signal)))
            }
        }
    }
}

extension ChildProcess.Failure.Limit {
    fileprivate var reason: String {
        switch self {
        case .time: "it took longer than it may"
        case .silence: "it gave no sign of life"
        case .memory: "it took more memory than it may"
        case .machineMemory: "the machine ran out of memory"
        case .processorTime: "it took more processor time than it may"
        }
    }
}
