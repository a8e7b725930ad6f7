import AMQP
import ArgumentParser
import Foundation
import Logging
import Postgres
import ServiceLifecycle
import Storage
import UnixSignals
import WorkQueue
import Worker

struct WorkerRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Works until it is stopped (SIGTERM or SIGINT).",
        discussion: """
            Each slot reviews one chunk at a time in a child process and keeps one core busy. Stopped, the worker hands \
            back what it has not finished; killed, it loses its chunks to others after half a minute.
            """)

    @Option(help: "Chunks reviewed at the same time. Default: one for each core.")
    var slots: Int?

    @Option(help: "The worker's name in the cluster, unique. Default: host and process id.")
    var name: String?

    @Option(help: "How long running chunks may go on after the order to stop (30s, 10m).")
    var patience = Duration.zero

    @OptionGroup var times: WorkerTimes

    @Flag(help: .hidden)
    var untilInputEnds = false

    @OptionGroup var servers: ServerOptions
    @OptionGroup var nodes: FootageRootOptions

    func validate() throws {
        if let slots, !(1...256).contains(slots) { throw ValidationError("--slots takes 1 to 256") }
        if let name, name.isEmpty || name.contains(where: \.isWhitespace) {
            throw ValidationError("--name is empty or holds spaces")
        }
    }

    func run() async throws {
        let logger = Logs.logger("relecture.worker", quietly: untilInputEnds)
        var configuration = WorkerConfiguration()
        configuration.slots = slots ?? ProcessInfo.processInfo.activeProcessorCount
        configuration.roots = try nodes.roots()
        configuration.patience = patience
        try times.apply(to: &configuration)
        let host = ProcessInfo.processInfo.hostName
        let name = name ?? "\(host)-\(getpid())"
        let identity = WorkerIdentity(
            name: name, incarnation: UUID().uuidString.lowercased(), host: host, pid: Int(getpid()),
            build: Build.version, slots: configuration.slots, protocolVersion: Topology().version)
        let database = try await servers.database(role: "worker/\(name)", size: configuration.slots + 1)
        let connection = try await servers.connection(role: "worker/\(name)")
        let hints = try servers.hints(role: "worker/\(name)", logger: logger)
        let worker = ChunkWorker(
            identity: identity, configuration: configuration, database: database,
            tickets: TicketSource(connection, topology: Topology(), logger: logger), hints: hints,
            logger: logger)
        let services: [any Service] = untilInputEnds ? [worker, InputWatch()] : [worker]
        try await ServiceRun.run(services, signals: [.sigterm, .sigint], logger: logger)
        await hints.close()
        await connection.close()
        await database.pool.close()
    }
}
