import Chronology
package import Formats
import Planning
package import WorkLedger

extension Replay {
    /// Members of the JSON object.
    package var members: [String: CanonicalJSON] {
        [
            "chunk": .integer(chunk.rawValue), "epoch": .integer(Int64(epoch)), "person": .string(person),
            "worker": .string(worker), "host": .string(host),
            "build": .string(build), "equal": .bool(isEqual), "storedDigest": .string(storedDigest),
            "replayedDigest": .string(replayedDigest), "difference": .string(difference),
            "at": CanonicalJSON.optional(at?.rfc3339),
        ]
    }
}
