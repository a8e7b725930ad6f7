import Foundation
import FoundationNetworking
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Telemetry

@Suite(.timeLimit(.minutes(10)))
struct TelemetryServerTests {
    private struct Answer {
        let status: Int
        let type: String
        let text: String
    }

    /// Serves on a free port while `body` runs.
    private func withServer(
        _ registry: MetricRegistry = MetricRegistry(), _ readiness: Readiness,
        _ body: (@Sendable (String) async throws -> Answer) async throws -> Void
    ) async throws {
        let listening = AsyncStream.makeStream(of: String.self)
        let logger = Logger(label: "test") { label in
            JSONLogHandler(label: label) { listening.continuation.yield($0) }
        }
        let server = TelemetryServer(
            try #require(ListenAddress("127.0.0.1:0")), registry: registry, readiness: readiness, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            var lines = listening.stream.makeAsyncIterator()
            let line = try #require(await lines.next())
            let facts = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let address = try #require(facts?["address"] as? String)
            try await body { path in
                let url = try #require(URL(string: "http://\(address)\(path)"))
                let (data, response) = try await URLSession.shared.data(from: url)
                let http = try #require(response as? HTTPURLResponse)
                return Answer(
                    status: http.statusCode, type: http.value(forHTTPHeaderField: "Content-Type") ?? "",
                    text: String(decoding: data, as: UTF8.self))
            }
            group.cancelAll()
        }
    }

    @Test func metricsHealthAndReadinessAreServedAndNothingElse() async throws {
        let registry = MetricRegistry()
        registry.counter("c_total", "A counter.").increment()
        let readiness = Readiness(dependencies: ["postgresql"])
        try await withServer(registry, readiness) { get in
            let metrics = try await get("/metrics")
            #expect(metrics.status == 200 && metrics.type == "text/plain; version=0.0.4; charset=utf-8")
            #expect(metrics.text == "# HELP c_total A counter.\n# TYPE c_total counter\nc_total 1\n")
            #expect(try await get("/healthz").text == "ok\n")
            let early = try await get("/readyz")
            #expect(early.status == 503 && early.text == "not ready\npostgresql: no answer yet\n")
            readiness.answered("postgresql")
            let ready = try await get("/readyz")
            #expect(ready.status == 200 && ready.text.wholeMatch(of: /ready\npostgresql: answered \d+ s ago\n/) != nil)
            #expect(try await get("/").status == 404)
        }
    }

    @Test func addressThatCannotBeListenedAtIsToldWithWhatToDo() async throws {
        let readiness = Readiness(dependencies: [])
        // 192.0.2.0/24 is reserved for documentation and belongs to no host.
        let nowhere = TelemetryServer(
            try #require(ListenAddress("192.0.2.1:9464")), registry: MetricRegistry(), readiness: readiness,
            logger: Logger(label: "test"))
        let error = await #expect(throws: TelemetryServer.Failure.self) { try await nowhere.run() }
        #expect(error?.description.contains("192.0.2.1:9464") == true)
        #expect(error?.description.contains("--telemetry") == true)
    }

    @Test func serverThatHangsMakesOnlyItselfLookSilent() async throws {
        let readiness = Readiness(dependencies: ["quick", "stuck"])
        let asked = AsyncStream.makeStream(of: Void.self)
        let beats = Heartbeats(
            [
                ("quick", { asked.continuation.yield() }),
                ("stuck", { try await Task.sleep(for: .seconds(3_600)) }),
            ], readiness: readiness, pause: .milliseconds(1))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await beats.run() }
            var answers = asked.stream.makeAsyncIterator()
            for _ in 0..<3 { await answers.next() }
            let report = readiness.report()
            #expect(report.lines.count == 2 && report.lines.last == "stuck: no answer yet")
            #expect(report.lines.first?.wholeMatch(of: /quick: answered \d+ s ago/) != nil)
            group.cancelAll()
        }
    }
}
