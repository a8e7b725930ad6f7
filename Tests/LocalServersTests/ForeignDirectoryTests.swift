import Foundation
import LocalServers
import Testing
import WorkQueue

@Suite(.timeLimit(.minutes(10)))
struct ForeignDirectoryTests {
    @Test func aDirectoryOfSomebodyElseIsNeitherUsedNorDestroyed() async throws {
        try await withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try "precious".write(toFile: directory + "/thesis.txt", atomically: true, encoding: .utf8)
            let servers = LocalServers(directory: directory)
            let destroyed = await #expect(throws: LocalServerError.self) { try await servers.destroy() }
            #expect(destroyed == .foreignDirectory(directory))
            let started = await #expect(throws: LocalServerError.self) { try await servers.start() }
            #expect(started == .foreignDirectory(directory))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["thesis.txt"])
        }
    }

    @Test func aStateFileOfAnotherFormatIsNoPermission() async throws {
        try await withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try #"{"servers": []}"#.write(toFile: directory + "/servers.json", atomically: true, encoding: .utf8)
            let error = await #expect(throws: LocalServerError.self) {
                try await LocalServers(directory: directory).destroy()
            }
            #expect(error == .foreignDirectory(directory))
            #expect(FileManager.default.fileExists(atPath: directory + "/servers.json"))
        }
    }

    @Test func aWrongBrokerPolicyIsNamedAndNothingKeepsRunning() async throws {
        try await withDirectory { directory in
            let policy = BrokerPolicy(name: "work", pattern: ".*", definition: "[]")
            let servers = LocalServers(directory: directory, durability: .throwaway, policies: [policy])
            let error = await #expect(throws: LocalServerError.self) { try await servers.start() }
            #expect(error == .invalidPolicy("work"))
            let status = try await servers.status()
            #expect(status.database == .stopped)
        }
    }

    @Test func theBrokerGetsAPasswordHashOfItsOwnForm() {
        // The worked example in RabbitMQ's manual (Credentials and Passwords).
        #expect(
            BrokerDefinitions.hash("test12", salt: [0x90, 0x8D, 0xC6, 0x0A])
                == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR")
    }

    @Test func missingServersAreReportedByName() {
        let installed = InstalledServers.detect(root: "/nowhere")
        #expect(installed.databases.isEmpty)
        #expect(installed.broker == nil)
    }
}
