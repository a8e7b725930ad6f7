import Foundation
import Glibc
import LocalServers
package import TCPProxy

/// A cluster of real processes, each with its own proxies to both servers. Processes are restarted as by a service
/// manager.
package actor FaultCluster {
    /// Time limit for a process to stop when asked.
    static let stopLimit: Duration = .seconds(20)

    let place: FaultPlace
    let settings: ClusterSettings
    package internal(set) var urls: ServerURLs
    private let databaseName: String
    /// A broker used in place of the private server's, such as one node of several.
    private var foreignBroker: String?
    private var proxies: [Node: (broker: FaultProxy, database: FaultProxy)] = [:]
    private var processes: [Node: ProgramProcess] = [:]
    private var keepers: [Node: Task<Void, Never>] = [:]
    /// Delay before the next start of a killed node.
    private var pauses: [Node: Int] = [:]
    private var isStopping = false
    /// Serialises server faults: overlapping ones would heal each other.
    var serverWork: Task<Void, any Error>?

    package init(in place: FaultPlace, databaseName: String, settings: ClusterSettings) async throws {
        self.place = place
        self.settings = settings
        self.databaseName = databaseName
        urls = ServerURLs(try await place.servers.environment(), databaseName: databaseName)
        for node in settings.nodes {
            let address = settings.proxyAddress
            proxies[node] = (
                try FaultProxy(to: urls.brokerPort, listeningAt: address),
                try FaultProxy(to: urls.databasePort, listeningAt: address)
            )
        }
    }

    /// Starts all nodes, or the given ones.
    package func start(_ nodes: [Node]? = nil) {
        for node in nodes ?? settings.nodes where keepers[node] == nil {
            // Like a service manager, restart whatever ends.
            keepers[node] = Task { await self.keepAlive(node) }
        }
    }

    private func keepAlive(_ node: Node) async {
        while !isStopping {
            do {
                let process = try await ProgramProcess.start(
                    prefix: settings.prefixes[node] ?? [], program: place.program, settings.arguments(of: node),
                    environment: environment(of: node),
                    folder: place.folder, name: "\(databaseName)-\(node)")
                processes[node] = process
                await process.end()
            } catch {
                try? await Task.sleep(for: .seconds(1))
            }
            let next = ContinuousClock.now + .milliseconds(pauses.removeValue(forKey: node) ?? 300)
            while !isStopping, ContinuousClock.now < next { try? await Task.sleep(for: .milliseconds(50)) }
        }
    }

    private func environment(of node: Node) -> [String: String] {
        guard let proxies = proxies[node] else { return [:] }
        let through = urls.through(
            settings.proxyAddress, databasePort: proxies.database.port, brokerPort: proxies.broker.port)
        return settings.environment(of: node).merging(through.environment) { $1 }
    }

    package func process(_ node: Node) -> ProgramProcess? { processes[node] }

    package func proxies(_ node: Node, _ link: Fault.Link) -> [FaultProxy] {
        guard let pair = proxies[node] else { return [] }
        return switch link {
        case .broker: [pair.broker]
        case .database: [pair.database]
        case .both: [pair.broker, pair.database]
        }
    }

    package func set(_ fault: ProxyFault, _ link: Fault.Link, of nodes: [Node]) {
        for node in nodes { proxies(node, link).forEach { $0.set(fault) } }
    }

    package func kill(_ node: Node, pause: Int = 0) {
        pauses[node] = pause
        processes[node]?.send(SIGKILL)
    }

    /// Redirects all processes to another broker.
    package func useBroker(_ url: String) async throws {
        foreignBroker = url
        try await findServers()
    }

    /// The servers may have returned on other ports.
    func findServers() async throws {
        urls = ServerURLs(try await place.servers.environment(), databaseName: databaseName)
        if let foreignBroker { urls.broker = foreignBroker }
        for pair in proxies.values {
            pair.broker.redirect(to: urls.brokerPort)
            pair.database.redirect(to: urls.databasePort)
        }
    }

    /// Ends all remaining faults.
    package func heal() async throws {
        if let serverWork { try? await serverWork.value }
        for server in [LocalServer.database, .broker] { await place.servers.send(SIGCONT, to: server) }
        try await place.servers.start()
        try await findServers()
        set(.pass, .both, of: settings.nodes)
        for process in processes.values {
            for pid in [process.pid] + process.children { Glibc.kill(pid, SIGCONT) }
        }
    }

    /// Stops all processes in order. Returns those that had to be killed.
    package func stop() async -> [Node] {
        isStopping = true
        for process in processes.values { process.send(SIGTERM) }
        let deadline = ContinuousClock.now + FaultCluster.stopLimit
        while processes.values.contains(where: \.isRunning), ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(50))
        }
        let stuck = processes.filter(\.value.isRunning).map(\.key)
        for process in processes.values { process.send(SIGKILL) }
        for keeper in keepers.values { await keeper.value }
        return stuck
    }
}
