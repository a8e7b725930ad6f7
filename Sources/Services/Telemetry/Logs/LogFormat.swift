package import Logging

/// The format of log lines.
package enum LogFormat: String, Sendable, CaseIterable {
    /// Human-readable.
    case text
    /// One JSON object per line, for log collectors.
    case json

    /// Returns a handler that writes to standard error.
    package func handler(_ label: String) -> any LogHandler {
        switch self {
        case .text: StreamLogHandler.standardError(label: label)
        case .json: JSONLogHandler(label: label)
        }
    }
}
