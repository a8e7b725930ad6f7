package import Formats
import Planning
package import Timelines

/// One review of a self-test, and its result.
package struct InvarianceTrial: Sendable {
    let review: ReviewID
    let chunk: ChunkLength
    let workers: Int
    let chunkCount: Int
    package let digest: String
    package let cameras: [CameraFindings]

    package var name: String {
        "chunks of \(chunk) with \(workers) worker\(workers == 1 ? "" : "s") (review \(review))"
    }

    package static func table(_ trials: [InvarianceTrial]) -> String {
        var table = TextTable(header: ["CHUNK", "WORKERS", "CHUNKS", "TRACKS", "DIGEST"])
        for trial in trials {
            let tracks = trial.cameras.reduce(0) { $0 + $1.tracks.count }
            table.append(["\(trial.chunk)", "\(trial.workers)", "\(trial.chunkCount)", "\(tracks)", trial.digest])
        }
        let digests = Set(trials.map(\.digest)).count
        return table.text + (digests == 1 ? "equal\n" : "\(digests) different digests\n")
    }

    package static func json(_ trials: [InvarianceTrial]) -> CanonicalJSON {
        .object([
            "equal": .bool(Set(trials.map(\.digest)).count <= 1),
            "reviews": .array(
                trials.map { trial in
                    .object([
                        "review": .string(trial.review.rawValue), "chunk": .string("\(trial.chunk)"),
                        "workers": .integer(Int64(trial.workers)), "chunks": .integer(Int64(trial.chunkCount)),
                        "digest": .string(trial.digest),
                    ])
                }),
        ])
    }
}
