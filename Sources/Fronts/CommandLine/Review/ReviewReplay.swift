import Access
import ArgumentParser
import Catalogue
import Coordinator
import Footage
import Formats
import Foundation
import Journal
import Operations
import Planning
import Requisitions
import Sandbox
import Timelines
import Worker
import WorkLedger

struct ReviewReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Reviews chunks once more and compares the results byte by byte.",
        discussion: """
            Decodes and analyses here, in the same sandbox as a worker, and keeps the comparison beside the results; these \
            are never changed. Without an option it takes the share that `review start --double` asked for, which workers \
            replay by themselves too, once the review has ended and nothing else waits. A sample is \
            chosen by the digest of the chunk's number: nobody picks it, and asked again it is the same. Exit status 1 if \
            any result differs, or could not be made.
            """)

    @Argument(help: "The review's id.")
    var id: String

    @Option(help: "A share of the chunks, such as 5% (at least one).")
    var sample: Share?

    @Option(help: "This chunk; repeat for more.")
    var chunk: [ChunkID] = []

    @Flag(help: "All chunks that have results.")
    var all = false

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        guard [sample != nil, !chunk.isEmpty, all].filter({ $0 }).count < 2 else {
            throw ValidationError("--sample, --chunk and --all exclude each other")
        }
    }

    func run() async throws {
        try await sandbox.check()
        let (roots, walls) = (try nodes.roots(), try sandbox.walls())
        try await asking.act(servers, .change, .reviewReplay, on: .review(id), role: "replay") { database in
            let review = try await database.review(ReviewID(rawValue: id))
            try await database.requisition(review.requisition).requireOpen()
            if let warning = review.otherVersionWarning { StandardError.write(warning) }
            let chunks = try choose(review, try await database.replayableChunks(of: review.id))
            let replaying = Replaying(
                database: database, replayer: ChunkReplayer(database: database, roots: roots, walls: walls),
                person: try await asking.actor(in: database))
            let progress = ProgressLine(.standard(isQuiet: quiet))
            let outcomes = try await replaying.run(chunks) { done in
                progress.show("replaying: \(done) of \(chunks.count) chunks")
            }
            progress.finish()
            switch list.format {
            case .json: try StandardOutput.line(CanonicalJSON.array(outcomes.map(\.json)).text)
            case .table:
                var table = TextTable(header: ["CHUNK", "CAMERA", "START", "FIRST BY", "RESULT"])
                for outcome in outcomes { table.append(outcome.row) }
                try StandardOutput.write(table.text)
            }
            guard outcomes.allSatisfy(\.isEqual) else { throw ExitCode(1) }
        }
    }

    private func choose(_ review: ReviewSummary, _ chunks: [ReplayableChunk]) throws -> [ReplayableChunk] {
        guard !chunks.isEmpty else { throw CommandError("review \(id) has no chunk with a result yet") }
        if all { return chunks }
        if !chunk.isEmpty {
            for number in chunk where !chunks.contains(where: { $0.claim.chunk == number }) {
                throw CommandError(
                    "chunk \(number) has no result in review \(id): `relecture chunk list` shows the chunks")
            }
            return chunks.filter { chunk.contains($0.claim.chunk) }
        }
        let share = sample?.tenThousandths ?? review.doubleShare
        guard share > 0 else {
            throw ValidationError("the review was started without --double: say --sample 5%, --chunk ID or --all")
        }
        let chosen = ReplaySample.choose(chunks.map(\.claim.chunk), share: share)
        return chunks.filter { chosen.contains($0.claim.chunk) }
    }
}
