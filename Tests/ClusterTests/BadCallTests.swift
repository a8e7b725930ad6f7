import Foundation
import LocalServers
import TestSupport
import Testing

extension RealProcesses {
    struct BadCallTests {
        /// Expects one failure, as the last line of standard error, and an empty standard output.
        private func expectError(
            _ outcome: RelectureProcess.Outcome, status: Int32 = 1, naming words: String...,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: sourceLocation)
            #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
            let last = outcome.lastWord
            #expect(last.lowercased().hasPrefix("error:"), "\(outcome.errors)", sourceLocation: sourceLocation)
            for word in words {
                #expect(last.contains(word), "\"\(word)\" is not in: \(last)", sourceLocation: sourceLocation)
            }
        }

        private func run(
            _ arguments: [String], environment: [String: String] = [:]
        ) async throws -> RelectureProcess.Outcome {
            try await TestCluster.withFolder {
                try await TestCluster.run(arguments, environment: environment, folder: $0)
            }
        }

        private static let id = "00000000-0000-4000-8000-000000000000"

        @Test(arguments: [
            ["review", "list"], ["requisition", "list"], ["worker", "list"], ["database", "migrate"],
            ["coordinator", "run"], ["worker", "run"], ["timeline", id], ["chunk", "list"],
        ])
        func withoutServersTheWayToOwnOnesIsNamed(command: [String]) async throws {
            expectError(try await run(command), naming: "RELECTURE_DATABASE_URL", "relecture local start")
        }

        @Test(arguments: [["review", "list"], ["database", "migrate"], ["coordinator", "run"], ["worker", "run"]])
        func serversThatDoNotAnswerAreNamed(command: [String]) async throws {
            let environment = [
                "RELECTURE_DATABASE_URL": "postgresql://a:secret@127.0.0.1:1/x",
                "RELECTURE_AMQP_URL": "amqp://a:secret@127.0.0.1:1/",
            ]
            let outcome = try await run(command, environment: environment)
            expectError(outcome, naming: "127.0.0.1:1")
            #expect(!outcome.errors.contains("secret"))
        }

        @Test(arguments: [["coordinator", "run"], ["worker", "run"]])
        func brokerThatDoesNotAnswerIsNamed(command: [String]) async throws {
            try await TestCluster.with { cluster in
                for url in ["amqp://a:secret@127.0.0.1:1/", "amqp://a:secret@127.0.0.1:1"] {
                    let outcome = try await cluster.run(command, environment: ["RELECTURE_AMQP_URL": url])
                    expectError(outcome, naming: "127.0.0.1:1")
                    #expect(!outcome.errors.contains("secret"))
                }
            }
        }

        @Test func wrongPasswordsAreToldAsSuch() async throws {
            try await TestCluster.with { cluster in
                for name in ["RELECTURE_DATABASE_URL", "RELECTURE_AMQP_URL"] {
                    var parts = try #require(URLComponents(string: cluster.environment[name] ?? ""))
                    parts.password = "wrong-one"
                    let outcome = try await cluster.run(
                        "coordinator", "run", environment: [name: try #require(parts.string)])
                    expectError(outcome)
                    #expect(outcome.lastWord.contains("password") || outcome.lastWord.contains("log"))
                    #expect(!outcome.errors.contains("wrong-one"))
                }
            }
        }

        @Test(arguments: [["review", "list"], ["coordinator", "run"], ["worker", "run"]])
        func databaseThatWasNotMigratedIsToldWithTheCommand(command: [String]) async throws {
            let amqp = try await TestServers.environment().amqpURL
            try await TestServers.withDatabase { url in
                let environment = ["RELECTURE_DATABASE_URL": url, "RELECTURE_AMQP_URL": amqp]
                expectError(try await run(command, environment: environment), naming: "relecture database migrate")
                let migrated = try await run(["database", "migrate"], environment: environment)
                #expect(migrated.status == 0 && migrated.output.isEmpty)
                #expect(try await run(["database", "status"], environment: environment).lines == ["current"])
            }
        }

        @Test(arguments: ["nonsense", id])
        func unknownIdsAreNamed(id: String) async throws {
            try await TestCluster.with { cluster in
                for command in [
                    ["review", "show", id], ["review", "watch", id], ["review", "cancel", id], ["timeline", id],
                    ["requisition", "show", id], ["requisition", "close", id],
                    ["review", "start", "--requisition", id],
                    ["footage", "list", "--requisition", id], ["worker", "drain", id], ["worker", "resume", id],
                ] {
                    expectError(try await cluster.run(command), naming: "\"\(id)\"", "list")
                }
                for command in ["requeue", "skip"] {
                    expectError(try await cluster.run("chunk", command, "99"), naming: "\"99\"")
                }
            }
        }

        @Test func windowUpsideDownIsRefusedAndNothingIsOpened() async throws {
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    "requisition", "open", "--reference", "1", "--authority", "order", "--camera", "a", "--from",
                    "2026-03-01T22:00:00Z", "--to", "2026-03-01T21:00:00Z")
                expectError(outcome, naming: "--from", "--to")
                #expect(try await cluster.run("requisition", "list", "--format", "json").lines == ["[]"])
            }
        }

        @Test(arguments: ["relative/path", "a=b", "/a:/b"])
        func footageRootThatIsNotUnderstoodIsNamed(root: String) async throws {
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run("worker", "run", environment: ["RELECTURE_FOOTAGE_ROOT": root])
                expectError(outcome, naming: "RELECTURE_FOOTAGE_ROOT", root)
            }
        }

        @Test(arguments: [
            ["nonsense"], ["run"], ["run", "a.mp4"], ["timeline"], ["timeline", "x", "--format", "xml"],
            ["review", "start"], ["review", "start", "--requisition", "x", "--chunk", "0s"],
            ["requisition", "open", "--from", "yesterday"], ["worker", "run", "--slots", "0"],
            ["run", "a", "--reference", "a", "--authority", "b", "--workers", "0"], ["--nonsense"],
        ])
        func wrongUsageHasAStatusOfItsOwn(arguments: [String]) async throws {
            expectError(try await run(arguments), status: 64, naming: "--help")
        }
    }
}
