import AMQP
import Glibc
import LocalServers
import Planning
import Postgres
import TCPProxy
import WorkQueue

extension FaultCluster {
    /// Applies one fault and returns when it has healed.
    package func apply(_ fault: Fault) async throws {
        switch fault {
        case .kill(let node, let pause): kill(node, pause: pause)
        case .freeze(let node, let time):
            guard let process = process(node) else { return }
            process.send(SIGSTOP)
            try? await Task.sleep(for: .milliseconds(time))
            process.send(SIGCONT)
        case .killChild(let worker):
            process(.worker(worker))?.children.forEach { Glibc.kill($0, SIGKILL) }
        case .freezeChild(let worker, let time):
            let children = process(.worker(worker))?.children ?? []
            children.forEach { Glibc.kill($0, SIGSTOP) }
            try? await Task.sleep(for: .milliseconds(time))
            children.forEach { Glibc.kill($0, SIGCONT) }
        case .network(let node, let link, let fault, let time):
            await cut(link, fault, of: [node], for: time)
        case .networkOfAll(let link, let fault, let time):
            await cut(link, fault, of: settings.nodes, for: time)
        case .broker(let fault): try await oneAfterTheOther { try await self.apply(fault) }
        case .database(let fault): try await oneAfterTheOther { try await self.apply(fault) }
        case .tickets(let noise): try await publish(noise)
        }
    }

    private func cut(_ link: Fault.Link, _ fault: ProxyFault, of nodes: [Node], for time: Int) async {
        set(fault, link, of: nodes)
        try? await Task.sleep(for: .milliseconds(time))
        set(.pass, link, of: nodes)
    }

    private func oneAfterTheOther(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let last = serverWork
        let next = Task {
            try? await last?.value
            try await work()
        }
        serverWork = next
        try await next.value
    }

    private func apply(_ fault: Fault.BrokerFault) async throws {
        let servers = place.servers
        switch fault {
        case .restart: try await servers.end(.broker, by: SIGTERM)
        case .kill: try await servers.end(.broker, by: SIGKILL)
        case .wipe:
            try await servers.end(.broker, by: SIGKILL)
            try await servers.wipeBroker()
        case .freeze(let time):
            await servers.send(SIGSTOP, to: .broker)
            try? await Task.sleep(for: .milliseconds(time))
            return await servers.send(SIGCONT, to: .broker)
        case .purgeQueues: return try await withBroker { for queue in $1 { try await $0.purge(queue: queue) } }
        case .deleteQueues: return try await withBroker { for queue in $1 { try await $0.delete(queue: queue) } }
        }
        try await servers.start()
        try await findServers()
    }

    private func apply(_ fault: Fault.DatabaseFault) async throws {
        let servers = place.servers
        switch fault {
        case .terminateSessions:
            let administrator = try await servers.environment().administratorURL
            let connection = PostgresConnection(
                to: try PostgresEndpoint(administrator), applicationName: "fault-injection")
            return try await connection.withSession { sql in
                _ = try sql.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name LIKE 'relecture-%' AND pid <> pg_backend_pid()
                    """)
            }
        case .immediate: try await servers.end(.database, by: SIGQUIT)
        case .restart: try await servers.end(.database, by: SIGINT)
        case .freeze(let time):
            await servers.send(SIGSTOP, to: .database)
            try? await Task.sleep(for: .milliseconds(time))
            return await servers.send(SIGCONT, to: .database)
        }
        try await servers.start()
        try await findServers()
    }

    /// Does nothing while the broker is down: there are no queues to disturb.
    private func withBroker(_ work: (AMQPConnection, [String]) async throws -> Void) async throws {
        guard let connection = try? await AMQPConnection.open(AMQPEndpoint(urls.broker)) else { return }
        try? await work(connection, Urgency.allCases.map { Topology().workQueue($0) })
        await connection.close()
    }

    private func publish(_ noise: Fault.TicketNoise) async throws {
        let topology = Topology()
        let bodies = try await bodies(noise)
        try await withBroker { connection, _ in
            for (number, body) in bodies.enumerated() {
                _ = try await connection.publish(
                    OutgoingMessage(
                        exchange: topology.workExchange, routingKey: topology.routingKey(.normal),
                        messageID: "\(noise.rawValue)-\(number)", body: body))
            }
        }
    }

    private func bodies(_ noise: Fault.TicketNoise) async throws -> [[UInt8]] {
        switch noise {
        case .duplicates:
            let pool = PostgresPool(
                endpoint: try PostgresEndpoint(urls.database), size: 1, applicationName: "fault-injection")
            let tickets = try? await pool.transaction { sql in
                try sql.query("SELECT id, review_id::text AS review, dispatches FROM relecture.chunk ORDER BY id").map {
                    row in
                    Ticket(
                        review: try row.decode("review"), chunk: ChunkID(rawValue: try row.decode("id")),
                        urgency: .normal,
                        sequence: try row.decode("dispatches"))
                }
            }
            await pool.close()
            return try (tickets ?? []).map { try $0.encoded() }
        case .stale:
            return try (1...5).map { (number: Int64) in
                try Ticket(
                    review: "00000000-0000-4000-8000-000000000000", chunk: ChunkID(rawValue: number), urgency: .normal,
                    sequence: 1
                ).encoded()
            }
        case .foreign: return [Array(#"{"version":99,"work":"a later protocol"}"#.utf8)]
        case .garbage: return [[], [0xFF, 0, 0x7B], Array("{}".utf8), [UInt8](repeating: 0x5B, count: 5_000)]
        }
    }
}
