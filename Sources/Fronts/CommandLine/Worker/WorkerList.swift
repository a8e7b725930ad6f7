import ArgumentParser
import Chronology
import Formats
import Operations
import WorkLedger

struct WorkerList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the workers of the cluster.")

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let workers = try await Cluster(servers.servers()).workers()
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(workers.map(\.json)).text)
        case .table:
            var table = TextTable(header: [
                "NAME", "STATE", "HOST", "ANALYSIS", "BUILD", "BUSY", "CHUNKS", "FOOTAGE", "SPEED", "SEEN", "DRAIN",
            ])
            for worker in workers {
                table.append([
                    worker.name, worker.state.rawValue, worker.host, "\(worker.analysisVersion)", worker.shortBuild,
                    "\(worker.busy)/\(worker.slots)",
                    "\(worker.chunksDone)", Durations.clock(worker.footageDone),
                    worker.speed.map { "\(Int($0.rounded()))x" } ?? "-", worker.lastSeen.rfc3339,
                    worker.drainText,
                ])
            }
            try StandardOutput.write(table.text)
        }
    }
}

extension WorkerStatus {
    /// Seconds of footage per second and slot; nil without a record.
    fileprivate var speed: Double? { busyTime > 0 ? Double(footageDone) / Double(busyTime) : nil }

    /// Version and executable, without the libraries.
    fileprivate var shortBuild: String { build.split(separator: " ").prefix(2).joined(separator: " ") }

    fileprivate var drainText: String {
        guard wish == .drain else { return "-" }
        if busy == 0 || state == .stopped { return "drained" }
        return drainUntil.map { "until \($0.rfc3339)" } ?? "until done"
    }

    fileprivate var json: CanonicalJSON {
        .object([
            "name": .string(name), "state": .string(state.rawValue), "host": .string(host), "build": .string(build),
            "slots": .integer(Int64(slots)), "busy": .integer(Int64(busy)), "chunksDone": .integer(Int64(chunksDone)),
            "footageDone": CanonicalJSON.seconds(footageDone),
            "speed": speed.map { .tenThousandths(Int64($0 * 10_000)) } ?? .null, "lastSeen": .string(lastSeen.rfc3339),
            "desired": .string(wish.rawValue), "drained": .bool(wish == .drain && busy == 0),
            "drainUntil": CanonicalJSON.optional(drainUntil?.rfc3339), "protocol": .integer(Int64(protocolVersion)),
            "analysisVersion": .integer(Int64(analysisVersion)),
            "footageHours": .tenThousandths(footageDone / 360_000),
        ])
    }
}
