import AMQP
import ArgumentParser
import Footage
import Formats
import Logging
import Planning
import Requisitions
import Schema
import WorkLedger
import WorkQueue

struct QueueStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows for each urgency what waits, what runs, and when it will be done.",
        discussion: """
            From the database. DISPATCHED are chunks with a ticket under way, LATER those that pause after a failure, PAUSED \
            those of paused reviews. EMPTY IN is a prediction by the speed of the workers present; more urgent work comes \
            first. TICKETS is what the broker says it holds, - where it cannot be reached.
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let database = try await servers.database(role: "cli")
        let status = try await database.queueStatus()
        let details = try await database.queueDetails()
        let stragglers = try await ownStragglers(database)
        let tickets = await brokerDepths()
        let rows = status.depths.map { depth in
            QueueRow(
                depth: depth, details: details[depth.urgency] ?? QueueDetails(),
                timeToEmpty: status.slots > 0 ? Int64(status.timeToEmpty(depth.urgency) * 1_000_000) : nil,
                tickets: tickets[depth.urgency])
        }
        switch list.format {
        case .json:
            let json: CanonicalJSON = .object([
                "urgencies": .array(rows.map(\.json)), "slots": .integer(Int64(status.slots)),
                "busy": .integer(Int64(status.busy)), "stragglers": .array(stragglers.map(\.json)),
            ])
            try StandardOutput.line(json.text)
        case .table:
            var table = TextTable(header: QueueRow.header)
            for row in rows { table.append(row.cells) }
            let slots = "\(status.busy) of \(status.slots) slots are busy\n"
            try StandardOutput.write(table.text + slots + Straggler.lines(stragglers))
        }
    }

    /// Those of the cases of the person that RELECTURE_PERSON names, if it is a registered one: they name cameras.
    private func ownStragglers(_ database: Database) async throws -> [Straggler] {
        let stragglers = try await database.stragglers()
        guard !stragglers.isEmpty, let cases = try await Asking.parse([]).cases(in: database) else { return stragglers }
        let reviews = Set(
            try await database.reviews().filter { cases.contains($0.requisition.rawValue) }.map(\.id))
        return stragglers.filter { reviews.contains($0.review) }
    }

    /// Empty where the broker cannot be reached.
    private func brokerDepths() async -> [Urgency: Int] {
        guard let endpoint = try? broker() else { return [:] }
        let connection = ReconnectingConnection(
            endpoint, patience: .seconds(2), logger: Logs.logger("relecture.amqp")
        ) { _ in }
        let publisher = TicketPublisher(connection, topology: Topology())
        var depths: [Urgency: Int] = [:]
        for urgency in Urgency.allCases {
            guard let depth = try? await publisher.depth(urgency) else { break }
            depths[urgency] = depth
        }
        await connection.close()
        return depths
    }

    private func broker() throws -> AMQPEndpoint { try servers.broker() }
}
