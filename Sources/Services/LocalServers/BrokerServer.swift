import BlockingExecutor
import Foundation
import WorkQueue

/// The private RabbitMQ node and its port mapper: configures, starts, finds and stops them.
actor BrokerServer {
    private let executor = ThreadExecutor(name: "local-rabbitmq")
    let place: StateDirectory
    private let policies: [BrokerPolicy]
    private let virtualHosts: [String]
    private let tls: ServerTLS?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(in place: StateDirectory, policies: [BrokerPolicy], virtualHosts: [String], tls: ServerTLS?) {
        self.place = place
        self.policies = policies
        self.virtualHosts = virtualHosts
        self.tls = tls
    }

    isolated deinit {
        executor.stop()
    }

    /// The Erlang VM's process, or nil if it is not running.
    var process: pid_t? {
        RunningProcesses.working(in: place.node).first { process in
            let name = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
            return name?.hasPrefix("beam") == true
        }
    }

    /// Starts it and returns its addresses. The ports change if the earlier ones are taken.
    func start(_ known: ServerState.Broker, progress: @Sendable (String) -> Void) async throws -> ServerState.Broker {
        var access = known
        if try await keepsRunning(access) { return access }
        let installed = InstalledServers.detect()
        guard let programs = installed.broker, let mapper = installed.mapper else {
            throw LocalServerError.notInstalled("RabbitMQ")
        }
        let account = try ServiceAccount.forServer("rabbitmq")
        let configuration = configuration(account)
        try configuration.makeDirectories()
        progress("starting RabbitMQ")
        for attempt in 1...3 {
            try await clearRemains()
            try chooseFreePorts(&access, all: attempt > 1)
            try configuration.write(access)
            try await startMapper(mapper, access, account)
            try await launch(programs, access, configuration)
            do {
                try await awaitAnswer(access)
                return access
            } catch LocalServerError.died where conflictReported {
                continue
            }
        }
        throw LocalServerError.noFreePort
    }

    /// Stops the node, then its port mapper; returns when both have ended.
    func stop() async throws {
        if let process {
            RunningProcesses.signal([process], SIGTERM)
            _ = try await RunningProcesses.areGone(from: place.node, within: .seconds(30))
        }
        try await clearRemains()
        try await end(place.mapper)
    }

    /// Runs the broker's own tool, `rabbitmqctl`.
    func control(_ arguments: [String], _ access: ServerState.Broker) async throws {
        guard let programs = InstalledServers.detect().broker else { throw LocalServerError.notInstalled("RabbitMQ") }
        let account = try ServiceAccount.forServer("rabbitmq")
        let configuration = configuration(account)
        // Not in the node's directory, because processes there are taken for the node's.
        let command = ServerCommand(
            program: programs.directory + "/rabbitmqctl", arguments: ["-q"] + arguments, directory: place.home,
            account: account, environment: configuration.environment(access))
        let (succeeded, output) = try await command.run()
        guard succeeded else { throw LocalServerError.command(name: "rabbitmqctl", output: output) }
    }

    private func configuration(_ account: ServiceAccount?) -> BrokerConfiguration {
        BrokerConfiguration(place: place, account: account, policies: policies, virtualHosts: virtualHosts, tls: tls)
    }

    func answers(_ access: ServerState.Broker) -> Bool {
        PortProbe.speaksAMQP(access.port)
    }

    /// Returns whether a running node answers. A process found alive may be exiting; it is then started again.
    private func keepsRunning(_ access: ServerState.Broker) async throws -> Bool {
        guard process != nil else { return false }
        do {
            try await awaitAnswer(access)
            return true
        } catch LocalServerError.died {
            return false
        }
    }

    private var conflictReported: Bool {
        [place.brokerLog, place.brokerOutput].contains { log in
            ServerLog.mentions(log, ["eaddrinuse", "address already in use", "already in use"])
        }
    }

    /// Ends processes left by a killed node, such as its helpers.
    private func clearRemains() async throws {
        try await end(place.node)
    }

    private func end(_ directory: String) async throws {
        for signal in [SIGTERM, SIGKILL] {
            let remains = RunningProcesses.working(in: directory)
            guard !remains.isEmpty else { return }
            RunningProcesses.signal(remains, signal)
            _ = try await RunningProcesses.areGone(from: directory, within: .seconds(3))
        }
    }

    private func chooseFreePorts(_ access: inout ServerState.Broker, all: Bool) throws(LocalServerError) {
        let fresh = try FreePorts.choose(4)
        let mapperRuns = !RunningProcesses.working(in: place.mapper).isEmpty
        if all || !FreePorts.isFree(access.port) { access.port = fresh[0] }
        if all || !FreePorts.isFree(access.distributionPort) { access.distributionPort = fresh[1] }
        if !mapperRuns, all || !FreePorts.isFree(access.mapperPort) { access.mapperPort = fresh[2] }
        if tls != nil { access.tlsPort = fresh[3] }
    }

    private func startMapper(_ program: String, _ access: ServerState.Broker, _ account: ServiceAccount?) async throws {
        guard RunningProcesses.working(in: place.mapper).isEmpty else { return }
        let log = place.mapper + "/epmd.log"
        let command = ServerCommand(
            program: program, arguments: ["-port", "\(access.mapperPort)", "-address", "127.0.0.1"],
            directory: place.mapper, account: account)
        try await command.detach(log: log)
        // Without a responding mapper the node would start its own, which nothing stops.
        for _ in 0..<100 where !PortProbe.accepts(access.mapperPort) { try await Task.sleep(for: .milliseconds(50)) }
        guard PortProbe.accepts(access.mapperPort) else {
            throw LocalServerError.died(server: "epmd", log: log, lastWords: ServerLog.lastWords(log))
        }
    }

    private func launch(
        _ programs: InstalledServers.Program, _ access: ServerState.Broker, _ configuration: BrokerConfiguration
    ) async throws {
        ServerLog.rotate(place.brokerOutput)
        ServerLog.rotate(place.brokerLog)
        let command = ServerCommand(
            program: programs.directory + "/rabbitmq-server", arguments: [], directory: place.node,
            account: configuration.account, environment: configuration.environment(access))
        try await command.detach(log: place.brokerOutput)
    }

    private func awaitAnswer(_ access: ServerState.Broker) async throws {
        let limit = 120
        let deadline = ContinuousClock.now + .seconds(limit)
        while !answers(access) {
            guard !RunningProcesses.working(in: place.node).isEmpty else {
                let words = ServerLog.lastWords(place.brokerOutput, containing: ["rror", "failed"])
                throw LocalServerError.died(server: "RabbitMQ", log: place.brokerOutput, lastWords: words)
            }
            guard ContinuousClock.now < deadline else {
                throw LocalServerError.silent(server: "RabbitMQ", seconds: limit, log: place.brokerLog)
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
