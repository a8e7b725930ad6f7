import AMQP
import Coordinator
import Footage
import LocalServers
import Logging
import Operations
import Planning
import Postgres
import Requisitions
import Telemetry
import TestSupport
import WorkLedger
import WorkQueue

/// A store and a private topology on the real broker, for a coordinator to work with.
struct Cluster: Sendable {
    let store: TestStore
    let topology: Topology
    let connection: ReconnectingConnection
    private let logger = Logger(label: "test")

    static func with<Value: Sendable>(_ body: (Cluster) async throws -> Value) async throws -> Value {
        let endpoint = try AMQPEndpoint(try await TestServers.environment().amqpURL)
        return try await TestStore.with { store in
            let topology = Topology(prefix: "test\(UInt32.random(in: 0 ... .max))")
            let connection = ReconnectingConnection(endpoint, logger: Logger(label: "test")) {
                try await topology.declare(on: $0)
            }
            let cluster = Cluster(store: store, topology: topology, connection: connection)
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(cluster))
            } catch {
                result = .failure(error)
            }
            try? await connection.withConnection { connection in
                // Tests of version skew declare a second topology.
                for version in [2, 1] { try? await topology.speaking(version).delete(on: connection) }
            }
            await connection.close()
            return try result.get()
        }
    }

    /// - Parameter version: the version of the tickets it takes.
    func worker(_ name: String = "w1", version: Int = Ticket.protocolVersion) async throws -> ScriptedWorker {
        let topology = topology.speaking(version)
        try await connection.withConnection { try await topology.declare(on: $0) }
        let worker = try await store.worker(name)
        let identity = WorkerIdentity(
            name: name, incarnation: worker.incarnation, host: worker.host, pid: worker.pid, build: worker.build,
            slots: worker.slots, protocolVersion: version)
        try await store.database.register(identity)
        return ScriptedWorker(
            store: store, tickets: TicketSource(connection, topology: topology, logger: logger), identity: identity)
    }

    /// - Parameter versions: the versions of the tickets it can send.
    func coordinator(
        _ name: String = "c1", publishingTo other: ReconnectingConnection? = nil,
        versions: [Int] = [Ticket.protocolVersion], quarantine: QuarantineSource? = nil, lease: Duration? = nil,
        registry: MetricRegistry = MetricRegistry()
    ) -> ReviewCoordinator {
        var configuration = CoordinatorConfiguration()
        if let lease { configuration.lease = lease }
        configuration.round = .milliseconds(20)
        configuration.provisionalMerge = .milliseconds(20)
        configuration.mergePatience = .milliseconds(200)
        configuration.versions = versions
        return ReviewCoordinator(
            name: name, configuration: configuration, database: store.database,
            publisher: TicketPublisher(other ?? connection, topology: topology), quarantine: quarantine,
            metrics: CoordinatorMetrics(registry), logger: logger)
    }

    /// Runs `body` while a coordinator works, then stops the coordinator.
    func coordinated<Value: Sendable>(
        by coordinator: ReviewCoordinator, _ body: () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await coordinator.run() }
            defer { group.cancelAll() }
            return try await body()
        }
    }

    func tickets(version: Int) -> TicketSource {
        TicketSource(connection, topology: topology.speaking(version), logger: logger)
    }

    /// Catalogues three minutes of one camera's footage and starts a review of it.
    func review(chunk: ChunkLength = .cells(12), camera: CameraID = TestStore.camera) async throws -> ReviewID {
        let requisition = try await store.openRequisition(cameras: [camera])
        for minute in 0..<3 { try await store.addRecording(TestStore.minute(minute), to: requisition, camera: camera) }
        let planner = ReviewPlanner(database: store.database)
        return try await planner.start(
            try await planner.plan(requisition, profile: .standard, length: chunk, urgency: .normal))
    }
}
