import ArgumentParser
import Exporting
import Footage
import Storage

struct ChunkShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one chunk: its footage, and what became of every attempt at it.")

    @Argument(help: "The chunk's id.")
    var id: Int64

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let chunk = try await servers.database(role: "cli").chunk(id)
        switch list.format {
        case .json: try StandardOutput.line(chunk.json.text)
        case .table: try StandardOutput.write(chunk.table)
        }
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
            header: ["EPOCH", "WORKER", "HOST", "BUILD", "STARTED", "TOOK", "OUTCOME", "CLASS", "DETAIL"])
        for attempt in attempts {
            let took = attempt.finished.map { Durations.clock($0.microseconds - attempt.started.microseconds) }
            table.append([
                "\(attempt.epoch)", attempt.worker, attempt.host, attempt.build, attempt.started.rfc3339, took ?? "-",
                (attempt.outcome ?? "running") + (attempt.isOfAnEarlierBudget ? " (before it was queued again)" : ""),
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

    fileprivate var json: CanonicalJSON {
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
                .object([
                    "epoch": .integer(Int64(attempt.epoch)), "worker": .string(attempt.worker),
                    "host": .string(attempt.host), "build": .string(attempt.build),
                    "started": .string(attempt.started.rfc3339),
                    "finished": CanonicalJSON.optional(attempt.finished?.rfc3339),
                    "outcome": CanonicalJSON.optional(attempt.outcome),
                    "class": CanonicalJSON.optional(attempt.kind?.rawValue),
                    "detail": CanonicalJSON.optional(attempt.detail),
                    "counts": .bool(!attempt.isOfAnEarlierBudget),
                ])
            })
        return .object(members)
    }
}
