import Foundation

/// One of the two servers.
package enum LocalServer: String, Sendable, Hashable, CaseIterable {
    case database, broker
}

/// Deliberate faults, for testing how other components react. `start` repairs them.
extension LocalServers {
    /// Sends a signal to the server's main process: SIGSTOP freezes it, SIGQUIT stops PostgreSQL immediately.
    package func send(_ signal: Int32, to server: LocalServer) async {
        let process = server == .database ? await database.process : await broker.process
        if let process { kill(process, signal) }
    }

    /// Sends a signal and waits until all of the server's processes have ended.
    package func end(_ server: LocalServer, by signal: Int32) async throws {
        await send(signal, to: server)
        let directory = server == .database ? place.data : place.node
        guard try await !RunningProcesses.areGone(from: directory, within: .seconds(20)) else { return }
        RunningProcesses.signal(RunningProcesses.working(in: directory), SIGKILL)
        _ = try await RunningProcesses.areGone(from: directory, within: .seconds(5))
    }

    /// Deletes the broker's data. Does nothing while it is running.
    package func wipeBroker() async throws {
        guard await broker.process == nil else { return }
        let mnesia = place.node + "/mnesia"
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: mnesia)) ?? [] {
            try FileManager.default.removeItem(atPath: "\(mnesia)/\(entry)")
        }
    }

    /// Runs a `rabbitmqctl` command, for example to raise an alarm.
    package func controlBroker(_ arguments: String...) async throws {
        guard let state = try place.loadState() else { throw LocalServerError.nothingThere(place.path) }
        try await broker.control(arguments, state.broker)
    }
}
