import Foundation

/// One of the two servers.
package enum LocalServer: String, Sendable, Hashable, CaseIterable {
    case database, broker
}

/// Harm done on purpose, to see what others make of it. `start` mends it.
extension LocalServers {
    /// Sends a signal to the server's own process: SIGSTOP freezes it, SIGQUIT ends PostgreSQL at once.
    package func send(_ signal: Int32, to server: LocalServer) async {
        let process = server == .database ? await database.process : await broker.process
        if let process { kill(process, signal) }
    }

    /// Sends a signal and waits until nothing of the server is left.
    package func end(_ server: LocalServer, by signal: Int32) async throws {
        await send(signal, to: server)
        let directory = server == .database ? place.data : place.node
        guard try await !RunningProcesses.areGone(from: directory, within: .seconds(20)) else { return }
        RunningProcesses.signal(RunningProcesses.working(in: directory), SIGKILL)
        _ = try await RunningProcesses.areGone(from: directory, within: .seconds(5))
    }

    /// Removes everything the broker knows; it must not run.
    package func wipeBroker() async throws {
        guard await broker.process == nil else { return }
        let mnesia = place.node + "/mnesia"
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: mnesia)) ?? [] {
            try FileManager.default.removeItem(atPath: "\(mnesia)/\(entry)")
        }
    }

    /// Orders the broker something, as `rabbitmqctl` takes it: an alarm, for instance.
    package func controlBroker(_ arguments: String...) async throws {
        guard let state = try place.loadState() else { throw LocalServerError.nothingThere(place.path) }
        try await broker.control(arguments, state.broker)
    }
}
