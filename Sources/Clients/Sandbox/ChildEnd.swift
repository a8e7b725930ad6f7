import Foundation

/// How a child process ended that did not end well.
package enum ChildEnd: Hashable, Sendable {
    /// It had to be ended: no sign of life, or no end. The limit's name.
    case hang(String)
    /// The signal's name.
    case signal(String)
    /// A limit of memory, an exit status, or no answer.
    case other(String)

    /// - Parameter usage: of a child whose end was no good one; nil: there was none.
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
