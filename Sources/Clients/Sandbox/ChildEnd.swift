import Foundation

/// The abnormal end of a child process.
package enum ChildEnd: Hashable, Sendable {
    /// Killed for exceeding a limit on time, silence or processor time. Holds the limit's name.
    case hang(String)
    /// Ended by a signal. Holds the signal's name.
    case signal(String)
    /// A memory limit, an exit status, or no answer.
    case other(String)

    /// - Parameter usage: the usage of a child that ended abnormally; nil if there is none.
    package init(_ usage: ChildUsage?) {
        if let limit = usage?.limit {
            switch limit {
            case .time, .silence, .processorTime: self = .hang(limit.rawValue)
            case .memory, .machineMemory: self = .other(limit.rawValue)
            }
        } else if let signal = usage?.signal {
            self = .signal(ChildEnd.names[Int32(signal)] ?? "signal \(signal)")
        } else if let code = usage?.exitCode, code != 0 {
            self = .other("exit \(code)")
        } else {
            self = .other("no answer")
        }
    }

    package var words: String {
        switch self {
        case .hang(let limit): "hang (\(limit))"
        case .signal(let name): name
        case .other(let words): words
        }
    }

    private static let names: [Int32: String] = [
        SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGFPE: "SIGFPE", SIGBUS: "SIGBUS", SIGILL: "SIGILL",
        SIGTRAP: "SIGTRAP", SIGSYS: "SIGSYS", SIGKILL: "SIGKILL",
    ]
}
