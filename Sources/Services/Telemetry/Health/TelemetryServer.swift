import FlyingFox
import FlyingSocks
import Foundation
package import Logging
import ServiceLifecycle
import Synchronization

/// Serves `/metrics`, `/healthz` and `/readyz`: numbers and states, no names of cameras, requisitions or people.
package struct TelemetryServer: Service {
    /// The server cannot listen on the address.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private let address: ListenAddress
    private let registry: MetricRegistry
    private let readiness: Readiness
    private let logger: Logger

    package init(_ address: ListenAddress, registry: MetricRegistry, readiness: Readiness, logger: Logger) {
        self.address = address
        self.registry = registry
        self.readiness = readiness
        self.logger = logger
    }

    /// Serves until graceful shutdown. Throws if it cannot start. Later failures lead to a restart, because a cluster
    /// must not stop working just because it cannot be monitored.
    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            let beginning = Beginning()
            while !Task.isCancelled {
                do {
                    try await serve(beginning)
                } catch {
                    if Task.isCancelled { return }
                    guard beginning.isDone else {
                        throw Failure(
                            description:
                                "cannot serve telemetry at \(address): \(error); choose another address for --telemetry"
                        )
                    }
                    logger.warning("telemetry failed and will be restarted", metadata: .facts([.error: "\(error)"]))
                    try? await Task.sleep(for: .seconds(5))
                }
            }
        }
    }

    /// Records whether the server has ever listened.
    private final class Beginning: Sendable {
        private let done = Atomic(false)

        var isDone: Bool { done.load(ordering: .acquiring) }

        func succeeded() { done.store(true, ordering: .releasing) }
    }

    private func serve(_ beginning: Beginning) async throws {
        let server = HTTPServer(address: try address.socketAddress(), timeout: 15, logger: .disabled)
        await server.appendRoute("GET /metrics") { [registry] _ in
            HTTPResponse(
                statusCode: .ok, headers: [.contentType: ExpositionText.contentType],
                body: Data(await registry.exposition().utf8))
        }
        await server.appendRoute("GET /healthz") { _ in Self.answer(.ok, ["ok"]) }
        await server.appendRoute("GET /readyz") { [readiness] _ in
            let report = readiness.report()
            return Self.answer(
                report.isReady ? .ok : .serviceUnavailable, [report.isReady ? "ready" : "not ready"] + report.lines)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                // No practical timeout: the task is cancelled if the server cannot start.
                try await server.waitUntilListening(timeout: 86_400)
                beginning.succeeded()
                let port = await server.listeningAddress.flatMap(Self.port) ?? address.port
                logger.info(
                    "telemetry is served",
                    metadata: .facts([.address: "\(ListenAddress(host: address.host, port: port))"]))
            }
            // Not waitForAll, which would keep waiting for a failed server to listen.
            for try await _ in group {}
        }
    }

    private static func answer(_ status: HTTPStatusCode, _ lines: [String]) -> HTTPResponse {
        HTTPResponse(
            statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    private static func port(_ address: Socket.Address) -> UInt16? {
        switch address {
        case .ip4(_, let port), .ip6(_, let port): port
        case .unix: nil
        }
    }
}

extension ListenAddress {
    fileprivate func socketAddress() throws -> any SocketAddress {
        if host.contains(":") { return try sockaddr_in6.inet6(ip6: host, port: port) }
        return try sockaddr_in.inet(ip4: host, port: port)
    }
}
