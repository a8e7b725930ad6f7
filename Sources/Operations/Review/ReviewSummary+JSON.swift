import Chronology
package import Formats
import Planning
import Requisitions
import WorkLedger
import WorkQueue

extension ReviewSummary {
    package var urgencyName: String { urgency.rawValue }

    package var json: CanonicalJSON { .object(members) }

    package var members: [String: CanonicalJSON] {
        [
            "id": .string(id.rawValue), "requisition": .string(requisition.rawValue), "reference": .string(reference),
            "state": .string(state.rawValue), "urgency": .string(urgencyName), "chunk": .string(chunkLength),
            "profile": .object(["name": .string(profileName), "digest": .string(profileDigest)]),
            "chunks": .object(
                Dictionary(uniqueKeysWithValues: chunks.map { ($0.key.rawValue, .integer(Int64($0.value))) })),
            "footage": CanonicalJSON.seconds(footage),
            "footageDone": CanonicalJSON.seconds(footageDone), "created": .string(createdAt.rfc3339),
            "finished": CanonicalJSON.optional(finishedAt?.rfc3339),
            "deadline": CanonicalJSON.optional(deadline?.rfc3339), "analysisVersion": .integer(Int64(analysisVersion)),
        ]
    }
}
