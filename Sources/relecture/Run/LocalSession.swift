import Foundation
import LocalServers

/// The servers of a `run`: those of the environment, or private ones for as long as it takes.
struct LocalSession: Sendable {
    let options: ServerOptions
    /// Set where this session started the servers, and stops them again.
    private let started: LocalServers?

    static func open(
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

    func close() async {
        try? await started?.stop()
    }
}
