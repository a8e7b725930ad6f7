import Foundation
import LocalServers

/// The servers of a `run`: those of the environment, or private ones for as long as it takes.
struct LocalSession: Sendable {
    private let options: ServerOptions
    /// Set if this session started the servers; it then also stops them.
    private let started: LocalServers?

    /// Runs work with servers, and always stops those it started, even after an error or an interruption.
    static func with<Value: Sendable>(
        _ given: ServerOptions, place: LocalCommand.Directory, progress: ProgressLine,
        _ work: (ServerOptions) async throws -> Value
    ) async throws -> Value {
        let session = try await open(given, place: place, progress: progress)
        let result: Result<Value, any Error>
        do {
            result = .success(try await work(session.options))
        } catch {
            result = .failure(error)
        }
        await Task { await session.close() }.value
        return try result.get()
    }

    private static func open(
        _ given: ServerOptions, place: LocalCommand.Directory, progress: ProgressLine
    ) async throws -> LocalSession {
        if given.areGiven { return LocalSession(options: given, started: nil) }
        let servers = place.servers
        let wereRunning = try await servers.status().isRunning
        let environment = try await LocalCommand.start(servers) { progress.show($0) }
        return LocalSession(
            options: ServerOptions(databaseURL: environment.databaseURL, amqpURL: environment.amqpURL),
            started: wereRunning ? nil : servers)
    }

    private func close() async {
        try? await started?.stop()
    }
}
