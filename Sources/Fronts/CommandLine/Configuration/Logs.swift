import Foundation
import Logging
import Telemetry

/// The destination, format and level of log lines.
enum Logs {
    /// The format that RELECTURE_LOG_FORMAT names, text or json. Falls back to text, because a typo must not lose the
    /// logs.
    private static var format: LogFormat {
        Surroundings.variable("RELECTURE_LOG_FORMAT").flatMap(LogFormat.init(rawValue:)) ?? .text
    }

    /// Returns a logger at the level that RELECTURE_LOG_LEVEL names. By default services log state changes, commands
    /// only errors.
    static func logger(_ label: String, quietly: Bool = true) -> Logger {
        let format = format
        var logger = Logger(label: label) { format.handler($0) }
        let wanted = Surroundings.variable("RELECTURE_LOG_LEVEL").flatMap(Logger.Level.init(rawValue:))
        logger.logLevel = wanted ?? (quietly ? .error : .info)
        return logger
    }
}
