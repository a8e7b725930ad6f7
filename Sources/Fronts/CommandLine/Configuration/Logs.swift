import Foundation
import Logging
import Telemetry

/// Where log lines go, how they look, and how much of them.
enum Logs {
    /// What RELECTURE_LOG_FORMAT names: text or json. Anything else is text, for a wrong word must not cost the logs.
    private static var format: LogFormat {
        Surroundings.variable("RELECTURE_LOG_FORMAT").flatMap(LogFormat.init(rawValue:)) ?? .text
    }

    /// The level that RELECTURE_LOG_LEVEL names; without it services tell state changes, commands only problems.
    static func logger(_ label: String, quietly: Bool = true) -> Logger {
        let format = format
        var logger = Logger(label: label) { format.handler($0) }
        let wanted = Surroundings.variable("RELECTURE_LOG_LEVEL").flatMap(Logger.Level.init(rawValue:))
        logger.logLevel = wanted ?? (quietly ? .error : .info)
        return logger
    }
}
