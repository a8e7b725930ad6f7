import Foundation
import Glibc
import Postgres
import TestSupport
import Testing
import WorkLedger

extension RealProcesses {
    struct PrivateServersTests {
        private func run(
            _ folder: String, _ arguments: String..., environment: [String: String] = [:]
        ) async throws -> RelectureProcess.Outcome {
            try await TestCluster.run(arguments, environment: environment, folder: folder)
        }

        @Test func resultsOfARunOnPrivateServersStayAndCanBeAskedAgain() async throws {
            try await TestCluster.withFolder { folder in
                let clip = folder + "/door.mp4", directory = folder + "/servers"
                try SampleClips.square(clip)
                // A nested function, because servers left behind by an error would outlive the test.
                func inDirectory() async throws {
                    let first = try await run(
                        folder, "run", clip, "--reference", "1", "--authority", "order", "--format", "json",
                        "--directory", directory, "--workers", "1")
                    try #require(first.status == 0, "\(first.errors)")
                    let timeline = try TimelineDocument(first.output)
                    #expect(try await run(folder, "local", "status", "--directory", directory).status == 1)

                    let started = try await run(folder, "local", "start", "--directory", directory)
                    #expect(started.status == 0 && started.lines.count == 2)
                    var environment: [String: String] = [:]
                    for line in started.lines {
                        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
                        environment[parts[0]] = parts[1]
                    }
                    #expect(environment.keys.sorted() == ["RELECTURE_AMQP_URL", "RELECTURE_DATABASE_URL"])
                    let again = try await run(folder, "local", "start", "--directory", directory)
                    #expect(again.output == started.output)
                    #expect(try await run(folder, "local", "status", "--directory", directory).status == 0)
                    let asked = try await run(
                        folder, "timeline", timeline.review, "--format", "json", environment: environment)
                    #expect(try TimelineDocument(asked.output).digest == timeline.digest)
                }
                let result: Result<Void, any Error>
                do { result = .success(try await inDirectory()) } catch { result = .failure(error) }
                let destroyed = try await run(folder, "local", "destroy", "--directory", directory)
                try result.get()
                #expect(destroyed.status == 0 && !FileManager.default.fileExists(atPath: directory))
                #expect(try await run(folder, "local", "stop", "--directory", directory).status == 1)
            }
        }

        @Test func interruptedRunHandsItsWorkBackAndLeavesNoWorkers() async throws {
            let gate = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let process = try cluster.start([
                    "run", gate, "--reference", "1", "--authority", "order", "--chunk", "whole", "--workers", "2",
                ])
                try await eventually("both chunks are being worked on") {
                    try await cluster.store.value("SELECT count(*) FROM relecture.chunk WHERE state = 'running'") == 2
                }
                process.send(SIGINT)
                let outcome = try await process.end()
                #expect(outcome.status == 1 && outcome.output.isEmpty)
                #expect(outcome.lastWord.hasPrefix("error: interrupted"))
                #expect(try await cluster.store.database.workers().map(\.state) == [.stopped, .stopped])
                let chunks = try await cluster.store.database.chunks()
                #expect(chunks.allSatisfy { $0.state == .done || $0.state == .ready && $0.attempts == 0 })
            }
        }
    }
}
