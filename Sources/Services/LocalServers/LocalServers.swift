import BlockingExecutor
import Foundation
package import WorkQueue

/// A private PostgreSQL and a private RabbitMQ in one directory: loopback only, free ports, random passwords, run by an
/// unprivileged user, running until stopped.
///
/// If started by root, the servers run as the users `postgres` and `rabbitmq`, otherwise as the caller.
package actor LocalServers {
    private let executor = ThreadExecutor(name: "local-servers")
    let place: StateDirectory
    let database: DatabaseServer
    let broker: BrokerServer

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - policies: the broker's queue policies, imported on every start.
    ///   - virtualHosts: virtual hosts in addition to "/", without policies.
    ///   - tls: certificates with which both servers also offer TLS; nil disables it.
    package init(
        directory: String, durability: Durability = .durable, policies: [BrokerPolicy] = [],
        virtualHosts: [String] = [], tls: ServerTLS? = nil
    ) {
        place = StateDirectory(directory)
        database = DatabaseServer(in: place, durability: durability, tls: tls)
        broker = BrokerServer(in: place, policies: policies, virtualHosts: virtualHosts, tls: tls)
    }

    isolated deinit {
        executor.stop()
    }

    /// Creates and starts the servers that are not running yet, both at once, and returns their addresses.
    ///
    /// If it fails, it stops whatever it has started.
    @discardableResult
    package func start(progress: @escaping @Sendable (String) -> Void = { _ in }) async throws -> LocalEnvironment {
        let lock = try await DirectoryLock.take(place.path, within: .seconds(180)) { [place] in try place.create() }
        defer { lock.release() }
        try place.refuseForeign()
        var state = try place.loadState() ?? .fresh()
        do {
            try await checkAccounts()
        } catch {
            place.removeIfEmpty()
            throw error
        }
        // Written first, so that the directory is known to be ours whatever happens next.
        try place.save(state)
        let (databaseRan, brokerRan) = (await database.process != nil, await broker.process != nil)
        do {
            let known = state
            // Both are awaited even if one fails, so that no start is left unfinished.
            async let database = outcome { [database] in
                try await database.start(known.database, progress: progress)
            }
            async let broker = outcome { [broker] in try await broker.start(known.broker, progress: progress) }
            let outcomes = await (database, broker)
            state.database = try outcomes.0.get()
            state.broker = try outcomes.1.get()
            try place.save(state)
        } catch {
            if !databaseRan { try? await database.stop() }
            if !brokerRan { try? await broker.stop() }
            throw error
        }
        return state.environment
    }

    /// Stops both servers and keeps their data. Does nothing if they are not running.
    package func stop() async throws {
        guard try place.loadState() != nil else { throw LocalServerError.nothingThere(place.path) }
        let lock = try await DirectoryLock.take(place.path, within: .seconds(180))
        defer { lock.release() }
        try await stopBoth()
    }

    /// Stops both servers and removes all their files. Refuses a directory without our mark.
    package func destroy() async throws {
        guard try place.loadState() != nil else {
            try place.refuseForeign()
            throw LocalServerError.nothingThere(place.path)
        }
        let lock = try await DirectoryLock.take(place.path, within: .seconds(180))
        defer { lock.release() }
        try await stopBoth()
        try place.removeAll()
    }

    /// Returns the current status of both servers.
    package func status() async throws -> LocalServersStatus {
        let state = try place.loadState()
        guard let state else {
            return LocalServersStatus(directory: place.path, database: .stopped, broker: .stopped)
        }
        async let database = ServerCondition(
            process: database.process, answers: database.answers(state.database))
        async let broker = ServerCondition(process: broker.process, answers: broker.answers(state.broker))
        return await LocalServersStatus(directory: place.path, database: database, broker: broker)
    }

    /// Returns the addresses of the running servers.
    package func environment() async throws -> LocalEnvironment {
        guard let state = try place.loadState() else { throw LocalServerError.nothingThere(place.path) }
        guard try await status().isRunning else { throw LocalServerError.notRunning(place.path) }
        return state.environment
    }

    private func outcome<Value: Sendable>(
        of body: @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    private func stopBoth() async throws {
        async let database: Void = database.stop()
        async let broker: Void = broker.stop()
        _ = try await (database, broker)
    }

    /// Checks that the service accounts can traverse every parent directory; otherwise the servers fail with obscure
    /// errors.
    private func checkAccounts() async throws {
        for name in ["postgres", "rabbitmq"] {
            guard let account = try ServiceAccount.forServer(name) else { return }
            let test = ServerCommand(
                program: "/usr/bin/test", arguments: ["-x", place.path], directory: "/", account: account)
            guard try await test.run().succeeded else {
                throw LocalServerError.notSearchable(directory: place.path, account: name)
            }
        }
    }
}

/// What the private PostgreSQL guarantees after a power failure.
package enum Durability: Sendable {
    /// Committed data survives.
    case durable
    /// No guarantee: for tests, whose data is thrown away.
    case throwaway
}

extension LocalServers {
    /// Returns the directory of this user's servers if no other is given.
    package static func defaultDirectory(
        environment: [String: String], isRoot: Bool = geteuid() == 0
    ) -> String {
        if isRoot { return "/var/lib/relecture/local" }
        // The XDG Base Directory Specification says to ignore relative paths.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/relecture/local" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state/relecture/local"
    }
}
