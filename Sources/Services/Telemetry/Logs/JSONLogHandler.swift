import Foundation
package import Logging

/// Writes each log line as a JSON object: `time`, `level`, `label`, `message`, and the metadata under dotted keys.
package struct JSONLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level = .info
    private let label: String
    private let write: @Sendable (String) -> Void

    /// - Parameter write: receives a complete line including its newline. Default: a single write to standard error.
    package init(
        label: String,
        write: @escaping @Sendable (String) -> Void = { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) }
    ) {
        self.label = label
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var facts = metadata
        facts.merge(metadataProvider?.get() ?? [:]) { $1 }
        facts.merge(event.metadata ?? [:]) { $1 }
        if let error = event.error { facts[LogKey.error.rawValue] = "\(error)" }
        write(
            LogLine.json(
                time: Date(), level: event.level, label: label, message: event.message.description, facts: facts))
    }
}
