package import Logging

/// The metadata keys of log lines. A given fact has the same key everywhere.
package enum LogKey: String, Sendable, CaseIterable {
    case review = "review.id"
    case reviewVersion = "review.analysis"
    case camera = "camera.name"
    case chunk = "chunk.id"
    case epoch = "chunk.epoch"
    case attempt = "chunk.attempt"
    case frames = "chunk.frames"
    case failureKind = "failure.class"
    case failureReason = "failure.reason"
    case error
    case worker = "worker.name"
    case slots = "worker.slots"
    case workerVersion = "worker.analysis"
    case coordinator = "coordinator.name"
    case term = "coordinator.term"
    case count
    case outcome
    case address
}

extension Logger.Metadata {
    /// Converts facts to metadata.
    package static func facts(_ facts: [LogKey: Logger.MetadataValue]) -> Logger.Metadata {
        Logger.Metadata(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) })
    }
}

extension Logger {
    /// A fact added to every line of this logger.
    package subscript(_ key: LogKey) -> MetadataValue? {
        get { self[metadataKey: key.rawValue] }
        set { self[metadataKey: key.rawValue] = newValue }
    }
}
