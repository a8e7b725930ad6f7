import AMQP
import Foundation
import Testing

/// A TLS server with a self-signed certificate for `localhost`. It does not speak AMQP inside TLS.
private final class TLSServer {
    static let program = "/usr/bin/openssl"
    let port: Int
    let certificate: String
    private let directory: URL
    private let process = Process()

    /// - Parameter name: the host name in the certificate.
    init(_ options: String..., name: String = "localhost") async throws {
        port = Int.random(in: 10_000..<32_000)
        directory = FileManager.default.temporaryDirectory.appending(path: "relecture-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        certificate = directory.appending(path: "certificate.pem").path
        let script = #"""
            "$0" req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$3" \
                -addext "subjectAltName=DNS:$3" -keyout key.pem -out certificate.pem 2>/dev/null
            exec "$0" s_server -accept "127.0.0.1:$1" -cert certificate.pem -key key.pem -naccept 1 $2
            """#
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script, Self.program, "\(port)", options.joined(separator: " "), name]
        process.currentDirectoryURL = directory
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = Pipe()
        try process.run()
        // openssl prints ACCEPT once it listens; output ends early if it failed to start.
        var said = ""
        while !said.contains("ACCEPT") {
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw CocoaError(.executableLoad) }
            said += String(decoding: bytes, as: UTF8.self)
        }
    }

    deinit {
        process.terminate()
        try? FileManager.default.removeItem(at: directory)
    }

    /// Returns the error of a login to this server, which must fail.
    func refusal(host: String, authorities: String?) async throws -> AMQPError {
        let query = authorities.map { "?cacertfile=\($0)" } ?? ""
        let endpoint = try AMQPEndpoint("amqps://u:p@\(host):\(port)/\(query)")
        var options = ConnectionOptions()
        options.handshakeTimeout = .milliseconds(500)
        return try #require(
            await #expect(throws: AMQPError.self) { try await AMQPConnection.open(endpoint, options: options) })
    }
}

@Suite(
    .enabled(if: FileManager.default.isExecutableFile(atPath: TLSServer.program), "openssl is not installed"),
    .serialized, .timeLimit(.minutes(10)))
struct TLSTests {
    @Test func certificateOfAnUnknownAuthorityIsRefused() async throws {
        let server = try await TLSServer()
        let error = try await server.refusal(host: "localhost", authorities: nil)
        #expect(error.kind == .insecure && !error.isRetriable)
        #expect(error.description.contains("cacertfile="))
    }

    @Test func trustedCertificateIsAccepted() async throws {
        let server = try await TLSServer()
        let error = try await server.refusal(host: "localhost", authorities: server.certificate)
        // The missing AMQP is noticed only after the TLS handshake succeeds.
        #expect(error.kind == .unreachable && error.text.hasPrefix("no AMQP answer"))
    }

    @Test func certificateOfAnotherNameIsRefused() async throws {
        let server = try await TLSServer(name: "broker.example")
        let error = try await server.refusal(host: "localhost", authorities: server.certificate)
        #expect(error.kind == .insecure && error.description.contains("a name that stands in the server's certificate"))
    }

    @Test func certificateIsNotMatchedWithAnAddress() async throws {
        let server = try await TLSServer()
        let error = try await server.refusal(host: "127.0.0.1", authorities: server.certificate)
        #expect(error.kind == .insecure)
        #expect(error.description.contains("use the host's name"))
    }

    @Test func olderTLSThanVersion12IsRefused() async throws {
        let server = try await TLSServer("-tls1_1 -cipher DEFAULT@SECLEVEL=0")
        let error = try await server.refusal(host: "localhost", authorities: server.certificate)
        #expect(error.kind == .insecure)
    }

    @Test func missingAuthoritiesFileIsNamed() async throws {
        let endpoint = try AMQPEndpoint("amqps://u:p@localhost:1/?cacertfile=/not/there.pem")
        let error = await #expect(throws: AMQPError.self) { try await AMQPConnection.open(endpoint) }
        #expect(error?.kind == .insecure && error?.text == "cannot use the PEM file /not/there.pem")
    }
}
