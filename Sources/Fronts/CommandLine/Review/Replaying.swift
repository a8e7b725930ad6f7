import Chronology
import Decoding
import Footage
import Formats
import Foundation
import Operations
import Planning
import Schema
import Worker
import WorkLedger

/// Replays chunks, as many at once as there are cores, and keeps what comes of each as soon as it is known.
struct Replaying: Sendable {
    /// What came of one chunk.
    struct Outcome: Sendable {
        let chunk: ReplayableChunk
        let result: Result<Replay, ReviewFailure>

        var isEqual: Bool { (try? result.get().isEqual) ?? false }
    }

    let database: Database
    let replayer: ChunkReplayer
    let person: String

    /// - Parameter progress: hears how many are done.
    /// - Returns: in the order of the chunks.
    func run(_ chunks: [ReplayableChunk], progress: (Int) -> Void) async throws -> [Outcome] {
        let width = min(ProcessInfo.processInfo.activeProcessorCount, chunks.count)
        let outcomes = try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            for place in 0..<width { group.addTask { (place, try await replay(chunks[place])) } }
            var next = width
            var outcomes: [Int: Outcome] = [:]
            while let (place, outcome) = try await group.next() {
                outcomes[place] = outcome
                progress(outcomes.count)
                guard next < chunks.count else { continue }
                let place = next
                next += 1
                group.addTask { (place, try await replay(chunks[place])) }
            }
            return outcomes
        }
        return chunks.indices.compactMap { outcomes[$0] }
    }

    private func replay(_ chunk: ReplayableChunk) async throws -> Outcome {
        do {
            let replay = try await replayer.compare(
                chunk.claim, person: person, host: ProcessInfo.processInfo.hostName, build: BuildIdentity.current.line)
            try await database.add(replay, of: chunk.claim)
            return Outcome(chunk: chunk, result: .success(replay))
        } catch let failure as ReviewFailure {
            return Outcome(chunk: chunk, result: .failure(failure))
        }
    }
}

extension Replaying.Outcome {
    var row: [String] {
        [
            "\(chunk.claim.chunk)", chunk.claim.camera.rawValue, chunk.claim.span.start.rfc3339,
            "\(chunk.worker) (\(chunk.build))", text,
        ]
    }

    private var text: String {
        switch result {
        case .success(let replay): replay.isEqual ? "equal" : "different: \(replay.difference)"
        case .failure(let failure): "not replayed: \(failure)"
        }
    }

    var json: CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "chunk": .integer(chunk.claim.chunk.rawValue), "camera": .string(chunk.claim.camera.rawValue),
            "start": .string(chunk.claim.span.start.rfc3339), "end": .string(chunk.claim.span.end.rfc3339),
            "firstWorker": .string(chunk.worker), "firstHost": .string(chunk.host), "firstBuild": .string(chunk.build),
        ]
        switch result {
        case .success(let replay): members.merge(replay.members) { $1 }
        case .failure(let failure):
            members["error"] = .string(failure.description)
            members["equal"] = .bool(false)
        }
        return .object(members)
    }
}
