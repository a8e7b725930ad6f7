import AMQP
import Access
import Planning
import Requisitions
import Schema
package import WorkLedger
import WorkQueue

/// The cluster's queue and its workers.
///
/// These calls take no permit and leave no entry in the journal: they are about machines and amounts of work, and show
/// no footage and no findings. Operating the machines takes no mandate, and scripts that scale the
/// cluster ask every few seconds. The rights of the log-in in the database still apply. Stragglers name cameras, so an
/// account sees only those of its cases.
package struct Cluster: Sendable {
    private let servers: Servers

    package init(_ servers: Servers) { self.servers = servers }

    private func database() async throws -> Database { try await servers.database(role: "cli") }

    package func workers() async throws -> [WorkerStatus] { try await database().workers() }

    /// Lets a worker finish what it does and take nothing new.
    ///
    /// - Parameter deadline: after how long it hands back what it has not finished; nil: never.
    /// - Returns: whether it was told at once; if not, it learns it when it next renews its claims.
    package func drain(_ worker: String, within deadline: Duration?) async throws -> Bool {
        try await wish(.drain, of: worker, within: deadline)
    }

    /// Lets a drained worker take work again.
    ///
    /// - Returns: whether it was told at once.
    package func resume(_ worker: String) async throws -> Bool {
        try await wish(.work, of: worker, within: nil)
    }

    private func wish(_ wish: WorkerWish, of worker: String, within deadline: Duration?) async throws -> Bool {
        try await database().wish(wish, of: worker, within: deadline)
        return await servers.hint(Hint(.drain, node: worker))
    }

    /// Takes a worker that does not come back off the list.
    package func forget(_ worker: String) async throws {
        try await database().forget(worker: worker)
    }

    /// What waits and what runs.
    ///
    /// - Parameter name: who asks; a registered account that is named on the owner's connection sees only the
    ///   stragglers of its cases.
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

    /// Empty where the broker cannot be reached.
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

/// What waits, what runs, and when it will be done.
package struct QueueState: Sendable {
    package struct Row: Sendable {
        package let depth: QueueDepth
        package let details: QueueDetails
        /// Microseconds; nil while no worker is up.
        package let timeToEmpty: Int64?
        /// That the broker holds; nil where it cannot be reached.
        package let tickets: Int?
    }

    /// The most urgent first.
    package let urgencies: [Row]
    package let slots: Int
    package let busy: Int
    package let stragglers: [Straggler]
}
