import ArgumentParser
import Chronology
import Footage
import Formats
import Operations
import Planning
import WorkLedger

struct ChunkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chunk", abstract: "Show, requeue or skip single chunks.",
        subcommands: [List.self, ChunkShow.self, Requeue.self, Skip.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List chunks; with --format json, quarantined ones with the evidence of each attempt.")

        @Option(help: "List only chunks of this review. Default: all.") var review: String?
        @Option(help: "List only chunks in this state. Default: all.") var state: ChunkState?
        @Option(help: "The maximum number of chunks. Default: all.") var limit: Int?
        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func validate() throws {
            if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more") }
        }

        func run() async throws {
            let found = try await asking.caller(servers).perform(
                ListChunks(
                    of: review.map(ReviewID.init(rawValue:)), state: state, limit: limit,
                    withEvidence: list.format == .json))
            let chunks = found.chunks
            if found.isCut {
                StandardError.write("warning: there are more than the \(chunks.count) chunks listed; raise --limit\n")
            }
            switch list.format {
            case .json: try StandardOutput.line(CanonicalJSON.array(chunks.map { $0.json(found.evidence[$0.id]) }).text)
            case .table:
                var table = TextTable(
                    header: ["ID", "REVIEW", "CAMERA", "FROM", "LENGTH", "STATE", "ATTEMPTS", "WORKER", "FAILURE"])
                for chunk in chunks {
                    table.append([
                        "\(chunk.id)", chunk.review.rawValue, chunk.camera.rawValue, chunk.span.start.rfc3339,
                        Durations.clock(chunk.span.duration), chunk.state.rawValue, "\(chunk.attempts)",
                        chunk.worker ?? "-",
                        chunk.failure ?? "",
                    ])
                }
                try StandardOutput.write(table.text)
            }
        }
    }

    struct Requeue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a quarantined or skipped chunk a fresh set of attempts.")

        @Argument(help: "The id of the chunk.") var id: ChunkID
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func run() async throws {
            try await asking.caller(servers).perform(SteerChunk(.requeue, of: id))
        }
    }

    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give up on a chunk: its time becomes `skipped` in the coverage.")

        @Argument(help: "The id of the chunk.") var id: ChunkID
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func run() async throws {
            try await asking.caller(servers).perform(SteerChunk(.skip, of: id))
        }
    }
}

extension ChunkStatus {
    /// - Parameter evidence: The attempts that led to quarantine.
    fileprivate func json(_ evidence: [AttemptRecord]?) -> CanonicalJSON {
        var members = members
        if let evidence { members["evidence"] = .array(evidence.map(\.json)) }
        return .object(members)
    }

    var members: [String: CanonicalJSON] {
        var members = CanonicalJSON.span(span)
        members["id"] = .integer(id.rawValue)
        members["review"] = .string(review.rawValue)
        members["camera"] = .string(camera.rawValue)
        members["state"] = .string(state.rawValue)
        members["attempts"] = .integer(Int64(attempts))
        members["epoch"] = .integer(Int64(epoch))
        members["worker"] = CanonicalJSON.optional(worker)
        members["failure"] = CanonicalJSON.optional(failure)
        return members
    }
}
