import ArgumentParser
import Chronology
import Footage
import Formats
import Operations
import Planning
import WorkLedger

struct ChunkShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one chunk: its footage and the outcome of every attempt.")

    @Argument(help: "The id of the chunk.")
    var id: ChunkID

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let shown = try await asking.caller(servers).perform(ShowChunk(id: id))
        switch list.format {
        case .json: try StandardOutput.line(shown.chunk.json(shown.attempts).text)
        case .table: try StandardOutput.write(shown.chunk.table + ChunkShow.text(of: shown.attempts))
        }
    }
}

extension ChunkShow {
    /// Returns the evidence of failed attempts as readable text.
    private static func text(of evidence: [Int: AttemptRecord]) -> String {
        evidence.values.sorted { $0.epoch < $1.epoch }.compactMap { attempt in
            attempt.evidence.map { evidence in
                let end =
                    evidence.signal.map { ", signal \($0)" } ?? evidence.exitCode.map { ", exit status \($0)" } ?? ""
                let lines = evidence.log.map { "\n    \($0)" }.joined()
                return "\nepoch \(attempt.epoch): \(evidence.reason)\(end), "
                    + "\(Durations.clock(evidence.done)) of footage done, \(evidence.peakMemory >> 20) MiB\(lines)\n"
            }
        }.joined()
    }
}

extension ChunkDetails {
    fileprivate var table: String {
        let span = status.span
        let next = notBefore.map { ", not before \($0)" } ?? ""
        let files = files.map { "\n  \($0.store):\($0.path)  sha256:\($0.digest)" }.joined()
        var head = """
            id        \(status.id)
            review    \(status.review)
            camera    \(status.camera)
            span      \(span.start) to \(span.end) (\(Durations.clock(span.duration)))
            state     \(status.state)\(next)
            worker    \(status.worker ?? "-")
            attempts  \(status.attempts), \(budget) of the budget spent
            epoch     \(status.epoch)
            failure   \(status.failure ?? "-")
            store     \(store.isEmpty ? "-" : store)
            files     \(files.isEmpty ? "-" : files)

            """
        var table = TextTable(
            header: ["EPOCH", "WORKER", "HOST", "BUILD", "STARTED", "TOOK", "OUTCOME", "KIND", "DETAIL"])
        for attempt in attempts {
            let took = attempt.finished.map { Durations.clock($0.microseconds - attempt.started.microseconds) }
            table.append([
                "\(attempt.epoch)", attempt.worker, attempt.host, attempt.build, attempt.started.rfc3339, took ?? "-",
                (attempt.outcome?.rawValue ?? "running")
                    + (attempt.isOfAnEarlierBudget ? " (before it was queued again)" : ""),
                attempt.kind?.rawValue ?? "-", attempt.detail ?? "",
            ])
        }
        if !attempts.isEmpty { head += "\n" + table.text }
        return head
    }

    private var budget: String {
        spent % RetryPolicy.wholeAttempt == 0
            ? "\(spent / RetryPolicy.wholeAttempt)" : "\(spent)/\(RetryPolicy.wholeAttempt)"
    }

    fileprivate func json(_ evidence: [Int: AttemptRecord]) -> CanonicalJSON {
        var members = status.members
        members["store"] = .string(store)
        members["notBefore"] = CanonicalJSON.optional(notBefore?.rfc3339)
        members["spent"] = .tenThousandths(Int64(spent) * 10_000 / Int64(RetryPolicy.wholeAttempt))
        members["files"] = .array(
            files.map { file in
                .object([
                    "recording": .string(file.recording.rawValue), "store": .string(file.store),
                    "path": .string(file.path), "sha256": .string(file.digest),
                ])
            })
        members["history"] = .array(
            attempts.map { attempt in
                guard case .object(var members)? = evidence[attempt.epoch]?.json else { return .null }
                members["counts"] = .bool(!attempt.isOfAnEarlierBudget)
                return .object(members)
            })
        return .object(members)
    }
}
