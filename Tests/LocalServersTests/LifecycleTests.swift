import Foundation
import LocalServers
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct LifecycleTests {
    @Test func startingAgainGivesTheSameServersAndStoppingKeepsTheirData() async throws {
        try await withDirectory { directory in
            let servers = LocalServers(directory: directory, durability: .throwaway)
            async let one = servers.start()
            async let other = LocalServers(directory: directory, durability: .throwaway).start()
            let (first, second) = try await (one, other)
            #expect(first == second)
            _ = try await ask(first.databaseURL, "CREATE TABLE kept AS SELECT 'yes' AS word")
            let running = try await servers.status()
            #expect(running.isRunning)
            try await servers.stop()
            let stopped = try await servers.status()
            #expect(stopped.database == .stopped && stopped.broker == .stopped)
            let again = try await servers.start()
            #expect(again == first)
            let word = try await ask(again.databaseURL, "SELECT word FROM kept")
            #expect(word == "yes")
        }
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

    @Test func aPortTakenMeanwhileIsReplaced() async throws {
        try await withDirectory { directory in
            let servers = LocalServers(directory: directory, durability: .throwaway)
            let first = try await servers.start()
            try await servers.stop()
            let port = try #require(URL(string: first.databaseURL)?.port)
            let listener = try #require(Listener(port: port))
            let second = try await servers.start()
            #expect(first.databaseURL != second.databaseURL)
            let word = try await ask(second.databaseURL, "SELECT 'here'")
            #expect(word == "here")
            listener.close()
        }
    }

    @Test func onlyTheOwnerMayReadThePasswords() async throws {
        try await withDirectory { directory in
            try await LocalServers(directory: directory, durability: .throwaway).start()
            let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/servers.json")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let data = try FileManager.default.attributesOfItem(atPath: directory + "/rabbit")
            #expect(data[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func nothingIsLeftOfDestroyedServers() async throws {
        try await withDirectory { directory in
            let servers = LocalServers(directory: directory, durability: .throwaway)
            let environment = try await servers.start()
            try await servers.destroy()
            #expect(!FileManager.default.fileExists(atPath: directory))
            for url in [environment.databaseURL, environment.amqpURL] {
                let port = try #require(URL(string: url)?.port)
                let listener = try #require(Listener(port: port))
                listener.close()
            }
            let error = await #expect(throws: LocalServerError.self) { try await servers.environment() }
            #expect(error == .nothingThere(directory))
        }
    }
}
