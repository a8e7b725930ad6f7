import Foundation
import LocalServers
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    /// Both servers behind TLS, with certificates of an authority known only to this test.
    @Suite(.enabled(if: PrivateAuthority.isPossible, "openssl is not installed"))
    struct EncryptedServersTests {
        /// The URLs of both servers: correct, or misconfigured.
        private struct URLs {
            var host = "localhost"
            var authorities: String
            var identity: PrivateAuthority.Identity?
            let servers: LocalEnvironment

            private func rebased(_ url: String, port: Int?) throws -> String {
                var parts = try #require(URLComponents(string: url))
                parts.host = host
                if let port { parts.port = port }
                return try #require(parts.string)
            }

            func environment() throws -> [String: String] {
                let database =
                    try rebased(servers.databaseURL, port: nil) + "?sslmode=verify-full&sslrootcert=\(authorities)"
                    + (identity.map { "&sslcert=\($0.certificate)&sslkey=\($0.key)" } ?? "")
                let port: Int = try #require(servers.amqpsPort)
                let broker =
                    try rebased(servers.amqpURL, port: port)
                    .replacing("amqp://", with: "amqps://") + "?cacertfile=\(authorities)"
                    + (identity.map { "&certfile=\($0.certificate)&keyfile=\($0.key)" } ?? "")
                return ["RELECTURE_DATABASE_URL": database, "RELECTURE_AMQP_URL": broker]
            }

            func with(_ change: (inout URLs) -> Void) -> URLs {
                var copy = self
                change(&copy)
                return copy
            }
        }

        private func withServers(
            demandingClientCertificates: Bool, _ body: (String, PrivateAuthority, URLs) async throws -> Void
        ) async throws {
            try await TestCluster.withFolder { folder in
                let authority = try PrivateAuthority("authority", in: folder)
                let tls = try authority.serverTLS(demandsClientCertificates: demandingClientCertificates)
                try await TestServers.withTLS(tls) { servers in
                    try await body(
                        folder, authority, URLs(authorities: authority.certificate, identity: nil, servers: servers))
                }
            }
        }

        private func run(
            _ arguments: String..., with urls: URLs, _ folder: String
        ) async throws -> RelectureProcess.Outcome {
            try await TestCluster.run(arguments, environment: urls.environment(), folder: folder)
        }

        /// Returns the findings of `doctor` by name of the check.
        private func findings(with urls: URLs, _ folder: String) async throws -> [String: [String: String]] {
            let outcome = try await run("doctor", "--format", "json", with: urls, folder)
            let read = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]]
            return Dictionary(try #require(read).map { ($0["check"] ?? "", $0) }) { first, _ in first }
        }

        @Test func reviewRunsThroughTLSToBothServers() async throws {
            let footage = try await SampleClips.gate.value
            try await withServers(demandingClientCertificates: false) { folder, _, urls in
                #expect(try await run("database", "migrate", with: urls, folder).status == 0)
                let outcome = try await run(
                    "run", footage, "--reference", "1", "--authority", "order", "--workers", "1", "--format", "json",
                    with: urls, folder)
                try #require(outcome.status == 0, "\(outcome.errors)")
                let timeline = try TimelineDocument(outcome.output)
                #expect(timeline.cameras.first?.tracks.isEmpty == false)
                try await checkRefusals(folder, urls)
            }
        }

        private func checkRefusals(_ folder: String, _ urls: URLs) async throws {
            let stranger = try PrivateAuthority("stranger", in: folder)
            let mistrustful = urls.with { $0.authorities = stranger.certificate }
            let (right, other, unknown) = (
                try await findings(with: urls, folder),
                try await findings(with: urls.with { $0.host = "127.0.0.1" }, folder),
                try await findings(with: mistrustful, folder)
            )
            for check in ["PostgreSQL", "RabbitMQ"] {
                let (right, other, unknown) = (
                    try #require(right[check]), try #require(other[check]), try #require(unknown[check])
                )
                #expect(right["verdict"] == "ok", "\(right)")
                // The certificate is for localhost only.
                #expect(other["verdict"] == "failed" && other["finding"]?.contains("no trustworthy TLS") == true)
                #expect(other["finding"]?.contains(check == "RabbitMQ" ? "use the host's name" : "by a name") == true)
                #expect(unknown["verdict"] == "failed" && unknown["finding"]?.contains("no trustworthy TLS") == true)
                #expect(unknown["finding"]?.contains(check == "RabbitMQ" ? "cacertfile=" : "sslrootcert=") == true)
            }
            let command = try await run("worker", "list", with: mistrustful, folder)
            #expect(command.status == 1 && command.lastWord.hasPrefix("error: no trustworthy TLS connection"))
            try await checkOldProtocol(folder, urls)
        }

        /// Limits PostgreSQL to TLS 1.1.
        private func checkOldProtocol(_ folder: String, _ urls: URLs) async throws {
            let administrator = PostgresConnection(
                to: try PostgresEndpoint(urls.servers.administratorURL + "?sslmode=disable"), applicationName: "tests")
            try await administrator.withSession { sql in
                for setting in [
                    "ssl_min_protocol_version = 'TLSv1'", "ssl_max_protocol_version = 'TLSv1.1'",
                    "ssl_ciphers = 'DEFAULT@SECLEVEL=0'",
                ] { try sql.execute("ALTER SYSTEM SET \(setting)") }
                try sql.execute("SELECT pg_reload_conf()")
            }
            let found = try await eventually("PostgreSQL accepts only old TLS versions") {
                let found = try await findings(with: urls, folder)["PostgreSQL"]
                return found?["verdict"] == "failed" ? found : nil
            }
            #expect(found["finding"]?.contains("no trustworthy TLS connection") == true, "\(found)")
            #expect(found["finding"]?.contains("TLS 1.2 or newer") == true, "\(found)")
        }

        @Test func serversThatAskForAClientCertificateGetIt() async throws {
            try await withServers(demandingClientCertificates: true) { folder, authority, urls in
                let known = try authority.sign("relecture")
                let unknown = try PrivateAuthority("stranger", in: folder).sign("impostor")
                let right = urls.with { $0.identity = known }
                #expect(try await run("database", "migrate", with: right, folder).status == 0)
                let (accepted, without, wrong) = (
                    try await findings(with: right, folder), try await findings(with: urls, folder),
                    try await findings(with: urls.with { $0.identity = unknown }, folder)
                )
                for check in ["PostgreSQL", "RabbitMQ"] {
                    let (accepted, without, wrong) = (
                        try #require(accepted[check]), try #require(without[check]), try #require(wrong[check])
                    )
                    #expect(accepted["verdict"] == "ok", "\(accepted)")
                    #expect(without["verdict"] == "failed", "\(without)")
                    #expect(without["finding"]?.contains("client certificate") == true, "\(without)")
                    #expect(wrong["verdict"] == "failed", "\(wrong)")
                }
            }
        }
    }
}
