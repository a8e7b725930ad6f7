import AMQP
import Access
import Planning
import Requisitions
import Schema
package import WorkLedger
import WorkQueue

/// The cluster's queue and its workers.
///
/// These calls need no permit and leave no journal entry: they concern machines and amounts of work, and expose no
/// footage or findings. Operating machines needs no mandate, and scripts that scale the cluster poll every few seconds.
/// The database rights of the log-in still apply. Stragglers name cameras, so an account sees only those of its own
/// cases.
package struct Cluster: Sendable {
    private let servers: Servers

    package init(_ servers: Servers) { self.servers = servers }

    private func database() async throws -> Database { try await servers.database(role: "cli") }

    /// Lists the workers of the cluster.
    package func workers() async throws -> [WorkerStatus] { try await database().workers() }

    /// Lets a worker finish its current chunks and claim no more.
    ///
    /// - Parameter deadline: How long until the worker hands back unfinished chunks; nil for never.
    /// - Returns: Whether the worker was notified immediately. If not, it notices when it next renews its claims.
    package func drain(_ worker: String, within deadline: Duration?) async throws -> Bool {
        try await wish(.drain, of: worker, within: deadline)
    }

    /// Lets a drained worker claim chunks again.
    ///
    /// - Returns: Whether the worker was notified immediately.
    package func resume(_ worker: String) async throws -> Bool {
        try await wish(.work, of: worker, within: nil)
    }

    private func wish(_ wish: WorkerWish, of worker: String, within deadline: Duration?) async throws -> Bool {
        try await database().wish(wish, of: worker, within: deadline)
        return await servers.hint(Hint(.drain, node: worker))
    }

    /// Removes a worker that will not come back from the list.
    package func forget(_ worker: String) async throws {
        try await database().forget(worker: worker)
    }

    /// Returns what is waiting and what is running.
    ///
    /// - Parameter name: The caller. A registered account named on the owner's connection sees only the stragglers of
    ///   its cases.
    package func queue(askedBy name: String) async throws -> QueueState {
        let database = try await database()
        let status = try await database.queueStatus()
        let details = try await database.queueDetails()
        let stragglers = try await stragglers(database, of: name)
        let tickets = await tickets()
        return QueueState(
            urgencies: status.depths.map { depth in
                QueueState.Row(
                    depth: depth, details: details[depth.urgency] ?? QueueDetails(),
                    timeToEmpty: status.slots > 0 ? Int64(status.timeToEmpty(depth.urgency) * 1_000_000) : nil,
                    tickets: tickets[depth.urgency])
            }, slots: status.slots, busy: status.busy, stragglers: stragglers)
    }

    private func stragglers(_ database: Database, of name: String) async throws -> [Straggler] {
        let stragglers = try await database.stragglers()
        guard !stragglers.isEmpty,
            let cases = try await database.cases(of: database.standing(of: name)?.nameOnOwnersConnection)
        else { return stragglers }
        let reviews = try await database.reviews().filter { cases.contains($0.requisition.rawValue) }
        let visible = Set(reviews.map(\.id))
        return stragglers.filter { visible.contains($0.review) }
    }

    /// Returns the number of tickets by urgency; empty if the broker cannot be reached.
    private func tickets() async -> [Urgency: Int] {
        guard let amqpURL = servers.amqpURL, let endpoint = try? AMQPEndpoint(amqpURL) else { return [:] }
        let connection = ReconnectingConnection(
            endpoint, patience: .seconds(2), logger: servers.logger("relecture.amqp")
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
}

/// The state of the queue: what is waiting, what is running, and when it will be done.
package struct QueueState: Sendable {
    package struct Row: Sendable {
        package let depth: QueueDepth
        package let details: QueueDetails
        /// In microseconds; nil while no worker is up.
        package let timeToEmpty: Int64?
        /// Tickets held by the broker; nil if it cannot be reached.
        package let tickets: Int?
    }

    /// Most urgent first.
    package let urgencies: [Row]
    package let slots: Int
    package let busy: Int
    package let stragglers: [Straggler]
}
