import Foundation
import LocalServers
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct LifecycleTests {
    /// A single test, because starting the broker takes seven seconds of one core.
    @Test func serversKeepTheirDataAndPlaceUntilTheyAreDestroyed() async throws {
        try await withDirectory { directory in
            let servers = LocalServers(directory: directory, durability: .throwaway)
            async let one = servers.start()
            async let other = LocalServers(directory: directory, durability: .throwaway).start()
            let (first, second) = try await (one, other)
            #expect(first == second)
            try checkThatOnlyTheOwnerReadsThePasswords(in: directory)
            _ = try await ask(first.databaseURL, "CREATE TABLE kept AS SELECT 'yes' AS word")
            let running = try await servers.status()
            #expect(running.isRunning)
            try await stop(servers)
            let again = try await servers.start()
            #expect(again == first)
            #expect(try await ask(again.databaseURL, "SELECT word FROM kept") == "yes")
            try await stop(servers)
            let moved = try await startWithItsPortTaken(servers, before: again)
            #expect(try await ask(moved.databaseURL, "SELECT word FROM kept") == "yes")
            try await servers.destroy()
            try await checkThatNothingIsLeft(of: servers, in: directory, moved)
        }
    }

    private func stop(_ servers: LocalServers) async throws {
        try await servers.stop()
        let stopped = try await servers.status()
        #expect(stopped.database == .stopped && stopped.broker == .stopped)
    }

    private func checkThatOnlyTheOwnerReadsThePasswords(in directory: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/servers.json")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let data = try FileManager.default.attributesOfItem(atPath: directory + "/rabbit")
        #expect(data[.posixPermissions] as? Int == 0o700)
    }

    private func startWithItsPortTaken(
        _ servers: LocalServers, before: LocalEnvironment
    ) async throws -> LocalEnvironment {
        let port = try #require(URL(string: before.databaseURL)?.port)
        let listener = try #require(Listener(port: port))
        defer { listener.close() }
        let moved = try await servers.start()
        #expect(before.databaseURL != moved.databaseURL)
        return moved
    }

    private func checkThatNothingIsLeft(
        of servers: LocalServers, in directory: String, _ environment: LocalEnvironment
    ) async throws {
        #expect(!FileManager.default.fileExists(atPath: directory))
        for url in [environment.databaseURL, environment.amqpURL] {
            let port = try #require(URL(string: url)?.port)
            let listener = try #require(Listener(port: port))
            listener.close()
        }
        let error = await #expect(throws: LocalServerError.self) { try await servers.environment() }
        #expect(error == .nothingThere(directory))
    }

    @Test func killedServersComeBackWithTheirData() async throws {
        try await withDirectory { directory in
            let servers = LocalServers(directory: directory)
            let first = try await servers.start()
            _ = try await ask(first.databaseURL, "CREATE TABLE kept AS SELECT 'yes' AS word")
            let status = try await servers.status()
            for condition in [status.database, status.broker] {
                guard case .running(let process) = condition else {
                    Issue.record("A started server is \(condition).")
                    continue
                }
                kill(process, SIGKILL)
            }
            let again = try await servers.start()
            #expect(again == first)
            let word = try await ask(again.databaseURL, "SELECT word FROM kept")
            #expect(word == "yes")
            let recovered = try await servers.status()
            #expect(recovered.isRunning)
        }
    }
}
