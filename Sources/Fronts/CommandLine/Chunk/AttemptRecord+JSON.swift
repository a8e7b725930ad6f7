import Chronology
import Formats
import WorkLedger

extension AttemptRecord {
    /// The attempt with its evidence, as `chunk list` and `chunk show` print it.
    var json: CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "epoch": .integer(Int64(epoch)), "worker": .string(worker), "host": .string(host),
            "build": .string(build), "started": .string(started.rfc3339),
            "finished": CanonicalJSON.optional(finished?.rfc3339), "outcome": CanonicalJSON.optional(outcome?.rawValue),
            "detail": CanonicalJSON.optional(detail),
        ]
        if let evidence {
            members["class"] = .string(evidence.kind.rawValue)
            members["reason"] = .string(evidence.reason)
            members["exitCode"] = evidence.exitCode.map { .integer(Int64($0)) } ?? .null
            members["signal"] = evidence.signal.map { .integer(Int64($0)) } ?? .null
            members["log"] = .array(evidence.log.map { .string($0) })
            members["done"] = CanonicalJSON.seconds(evidence.done)
            members["peakMemory"] = .integer(evidence.peakMemory)
            members["processorTime"] = CanonicalJSON.seconds(evidence.processorTime)
            members["files"] = .array(evidence.files.map { .string($0) })
        }
        return .object(members)
    }
}
