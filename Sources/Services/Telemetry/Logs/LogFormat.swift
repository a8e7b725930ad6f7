package import Logging

/// How log lines look.
package enum LogFormat: String, Sendable, CaseIterable {
    /// For people.
    case text
    /// One object a line, for programs that collect logs.
    case json

    /// A handler that writes to standard error.
    package func handler(_ label: String) -> any LogHandler {
        switch self {
        case .text: StreamLogHandler.standardError(label: label)
        case .json: JSONLogHandler(label: label)
        }
    }
}
