import AMQP
import ArgumentParser
import Decoding
import Foundation
import Logging
import Operations
import Postgres
import Sandbox
import Schema
import ServiceLifecycle
import Telemetry
import UnixSignals
import WorkLedger
import WorkQueue
import Worker

struct WorkerRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Review chunks until stopped (SIGTERM or SIGINT).",
        discussion: """
            Each slot reviews one chunk at a time in a child process, behind the locks of the sandbox, and keeps one \
            core busy. A chunk that crashes the process, hangs or takes too much memory costs one attempt. When \
            stopped, the worker hands back what it has not finished; when killed, it loses its chunks to others after \
            half a minute.
            """)

    @Option(help: "Chunks reviewed at the same time. Default: one per core.")
    var slots: Int?

    @Option(help: "The unique name of the worker in the cluster. Default: host and process id.")
    var name: String?

    @Option(help: "How long running chunks may continue after the order to stop (30s, 10m).")
    var patience = Duration.zero

    @OptionGroup var times: WorkerTimes

    @Option(help: "Memory limit of each decoding process, in MiB, beyond the program itself.")
    var chunkMemory: Int64 = 2_048

    @Option(help: "Seconds without a sign of life after which a decoding process is killed.")
    var silence = 60

    @Option(help: "Time limit of a chunk, in multiples of the length of its footage; at least ten minutes.")
    var timeFactor = 10

    @Flag(help: .hidden)
    var untilInputEnds = false

    @OptionGroup var telemetry: TelemetryOptions
    @OptionGroup var sandbox: SandboxOptions

    @OptionGroup var servers: ServerOptions
    @OptionGroup var nodes: FootageRootOptions

    func validate() throws {
        if let slots, !(1...256).contains(slots) { throw ValidationError("--slots must be 1 to 256") }
        if chunkMemory < 64 { throw ValidationError("--chunk-memory must be 64 MiB or more") }
        if silence < 1 { throw ValidationError("--silence must be 1 or more seconds") }
        if !(1...1_000).contains(timeFactor) { throw ValidationError("--time-factor must be 1 to 1000") }
        if let name, name.isEmpty || name.contains(where: \.isWhitespace) {
            throw ValidationError("--name must not be empty or contain spaces")
        }
    }

    func run() async throws {
        let logger = Logs.logger("relecture.worker", quietly: untilInputEnds)
        let watch = try Watch(telemetry)
        var configuration = WorkerConfiguration()
        configuration.slots = slots ?? ProcessInfo.processInfo.activeProcessorCount
        configuration.roots = try nodes.roots()
        configuration.patience = patience
        try times.apply(to: &configuration)
        configuration.walls = try sandbox.walls()
        configuration.walls.memory = chunkMemory << 20
        configuration.walls.silence = .seconds(silence)
        configuration.walls.timeFactor = timeFactor
        OpenFileLimit.raise()
        let sandboxed = try await sandbox.check()
        logger.info("sandbox", metadata: ["layers": "\(sandboxed.summary)"])
        let host = ProcessInfo.processInfo.hostName
        let name = name ?? "\(host)-\(getpid())"
        let identity = WorkerIdentity(
            name: name, incarnation: UUID().uuidString.lowercased(), host: host, pid: Int(getpid()),
            build: BuildIdentity.current.line, slots: configuration.slots, protocolVersion: Topology().version)
        let database = try await servers.database(role: "worker/\(name)", size: configuration.slots + 1)
        let connection = try await servers.connection(role: "worker/\(name)")
        let hints = try servers.hints(role: "worker/\(name)", logger: logger)
        let worker = ChunkWorker(
            identity: identity, configuration: configuration, database: database,
            tickets: TicketSource(connection, topology: Topology(), logger: logger), hints: hints,
            metrics: WorkerMetrics(watch.registry), readiness: watch.readiness, logger: logger)
        let services = watch.services(
            around: untilInputEnds ? [worker, InputWatch()] : [worker], role: "worker", pool: database.pool,
            connection: connection, logger: logger)
        try await ServiceRun.run(services, signals: [.sigterm, .sigint], logger: logger)
        await hints.close()
        await connection.close()
        await database.pool.close()
    }
}
