import BlockingExecutor
import Foundation
package import WorkQueue

/// A private PostgreSQL and a private RabbitMQ in one directory: loopback only, free ports, random passwords,
/// run by an unprivileged user, alive until they are stopped.
///
/// As root the servers run as the users `postgres` and `rabbitmq`; else as the caller.
package actor LocalServers {
    private let executor = ThreadExecutor(name: "local-servers")
    let place: StateDirectory
    let database: DatabaseServer
    let broker: BrokerServer

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - policies: what the broker applies to queues, imported whenever it starts.
    ///   - virtualHosts: of the broker besides "/", without policies.
    ///   - tls: with what both servers speak TLS besides; nil: they do not.
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

    /// Makes and starts what does not run yet, both servers at once, and returns where they are.
    ///
    /// What this call started is stopped again when it fails.
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
        // Written first: whatever happens from here on, the directory is known to be ours.
        try place.save(state)
        let (databaseRan, brokerRan) = (await database.process != nil, await broker.process != nil)
        do {
            let known = state
            // Both are awaited even if one fails, so that no start is left under way.
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

    /// Stops both servers and keeps their data; does nothing when they do not run.
    package func stop() async throws {
        guard try place.loadState() != nil else { throw LocalServerError.nothingThere(place.path) }
        let lock = try await DirectoryLock.take(place.path, within: .seconds(180))
        defer { lock.release() }
        try await stopBoth()
    }

    /// Stops both servers and removes everything of theirs; refuses a directory without our mark.
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

    /// Where the running servers are.
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

    /// Every parent must let the service accounts pass, or the servers would fail with riddles.
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
