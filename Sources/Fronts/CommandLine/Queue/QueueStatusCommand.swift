import ArgumentParser
import Formats
import Operations
import WorkLedger

struct QueueStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what is waiting and running at each urgency, and when it will be done.",
        discussion: """
            Counts come from the database. DISPATCHED are chunks with a ticket under way, LATER those pausing after a \
            failure, PAUSED those of paused reviews. EMPTY IN is a prediction from the speed of the workers that are \
            up; more urgent work runs first. TICKETS is the broker's count, or - if the broker cannot be reached.
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let queue = try await Cluster(servers.servers()).queue(askedBy: CallerOptions.parse([]).who)
        let rows = queue.urgencies.map(QueueRow.init)
        switch list.format {
        case .json:
            let json: CanonicalJSON = .object([
                "urgencies": .array(rows.map(\.json)), "slots": .integer(Int64(queue.slots)),
                "busy": .integer(Int64(queue.busy)), "stragglers": .array(queue.stragglers.map(\.json)),
            ])
            try StandardOutput.line(json.text)
        case .table:
            var table = TextTable(header: QueueRow.header)
            for row in rows { table.append(row.cells) }
            let slots = "\(queue.busy) of \(queue.slots) slots are busy\n"
            try StandardOutput.write(table.text + slots + Straggler.lines(queue.stragglers))
        }
    }
}

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Show how much work is waiting and how long it will take.",
        subcommands: [QueueStatusCommand.self])
}
