import ArgumentParser
import Chronology
import Decoding
import Footage
import Formats
import Foundation
import Operations
import Planning
import WorkLedger

struct ReviewReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Review chunks again and compare the results byte by byte.",
        discussion: """
            Decodes and analyses on this machine, in the same sandbox as a worker, and keeps the comparison beside the \
            results, which never change. Without an option it takes the share set by `review start --double`; workers \
            replay that share too, once the review has ended and nothing else waits. A sample is chosen by the digest \
            of the chunk's number: it cannot be picked by hand and is the same each time. Exit status 1 if any result \
            differs or could not be made.
            """)

    @Argument(help: "The id of the review.")
    var id: String

    @Option(help: "A share of the chunks, such as 5% (at least one chunk).")
    var sample: Share?

    @Option(help: "A chunk to replay; repeat for more.")
    var chunk: [ChunkID] = []

    @Flag(help: "Replay all chunks that have results.")
    var all = false

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        guard [sample != nil, !chunk.isEmpty, all].filter({ $0 }).count < 2 else {
            throw ValidationError("give only one of --sample, --chunk and --all")
        }
    }

    func run() async throws {
        try await sandbox.check()
        let (roots, walls) = (try nodes.roots(), try sandbox.walls())
        let progress = ProgressLine(.standard(isQuiet: quiet))
        let replay = ReplayChunks(
            choice, of: ReviewID(rawValue: id), roots: roots, walls: walls, onReview: ReviewSummary.warnOfOtherVersion
        ) { done, count in
            progress.show("replaying: \(done) of \(count) chunks")
        }
        let replayed: [ReplayChunks.Replayed]
        do {
            replayed = try await asking.caller(servers, role: "replay").perform(replay)
        } catch is ReplayChunks.NoShare {
            throw ValidationError("the review was started without --double: give --sample 5%, --chunk ID or --all")
        }
        progress.finish()
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(replayed.map(\.json)).text)
        case .table:
            var table = TextTable(header: ["CHUNK", "CAMERA", "START", "FIRST BY", "RESULT"])
            for one in replayed { table.append(one.row) }
            try StandardOutput.write(table.text)
        }
        guard replayed.allSatisfy(\.isEqual) else { throw ExitCode(1) }
    }

    private var choice: ReplayChunks.Choice {
        if all { return .all }
        return chunk.isEmpty ? .share(sample) : .chunks(chunk)
    }
}

extension ReplayChunks.Replayed {
    fileprivate var row: [String] {
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

    fileprivate var json: CanonicalJSON {
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
