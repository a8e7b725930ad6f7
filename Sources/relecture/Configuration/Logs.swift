import Foundation
import Logging

/// Where log lines go and how much of them.
enum Logs {
    /// The level that RELECTURE_LOG_LEVEL names; without it services tell state changes, commands only problems.
    static func logger(_ label: String, quietly: Bool = true) -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        let wanted = ProcessInfo.processInfo.environment["RELECTURE_LOG_LEVEL"].flatMap(Logger.Level.init(rawValue:))
        logger.logLevel = wanted ?? (quietly ? .error : .info)
        return logger
    }
}
