package import AMQP
import Access
package import Decoding
import Foundation
import LocalServers
import Postgres
import Sandbox
import Schema
import Video
import WorkQueue

/// Checks everything that a node needs and says what to do about what is missing. It touches no requisition, so anyone
/// may run it and it leaves no journal entry.
package struct Examination: Sendable {
    /// A setting of the node, or why it could not be parsed.
    package typealias Setting<Value: Sendable> = Result<Value, any Error>

    /// Nil unless both servers are configured.
    private let servers: Setting<Servers>?
    private let brokerEndpoint: Setting<AMQPEndpoint>
    /// Footage roots of the node, in the form of `FootageRoots`; empty if none are set.
    private let footageRoot: Setting<String>
    private let walls: Setting<ReviewGuard>

    package init(
        servers: Setting<Servers>?, broker: Setting<AMQPEndpoint>, footageRoot: Setting<String>,
        walls: Setting<ReviewGuard>
    ) {
        self.servers = servers
        brokerEndpoint = broker
        self.footageRoot = footageRoot
        self.walls = walls
    }

    /// Runs all checks and returns their results in display order.
    package func findings() async -> [HealthFinding] {
        let node = [machine, libraries, programs, footage, await sandbox, await database, await broker]
        return node + [await statements].compactMap { $0 }
    }

    private var machine: HealthFinding {
        let memory = ProcessInfo.processInfo.physicalMemory / (1 << 30)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return .ok("machine", "\(cores) cores, \(memory) GiB of memory")
    }

    private var libraries: HealthFinding {
        let version = VideoLibraries.version
        guard VideoLibraries.needsSecurityUpdate else { return .ok("FFmpeg libraries", version) }
        return .warning(
            "FFmpeg libraries",
            "\(version) is older than the release that fixes CVE-2026-8461; the decoder concerned is never used here, "
                + "but update with `apt-get upgrade` when Debian has it")
    }

    private var programs: HealthFinding {
        let installed = InstalledServers.detect()
        let database = installed.databases.first.map { "PostgreSQL \($0.version)" }
        let broker = installed.broker.map { "RabbitMQ \($0.version)" }
        guard let database, let broker else {
            return .warning(
                "server programs",
                "\([database, broker].compactMap { $0 }.first ?? "none") installed; private servers (`relecture local`, "
                    + "`relecture run`) need both: install the packages postgresql and rabbitmq-server, or run deploy/prepare"
            )
        }
        return .ok("server programs", "\(database), \(broker)")
    }

    private var footage: HealthFinding {
        do {
            let text = try footageRoot.get()
            guard !text.isEmpty else {
                return .ok("footage root", "not set: files are expected where they were imported")
            }
            let missing = text.split(separator: ":").map { $0.split(separator: "=").last.map(String.init) ?? "" }
                .filter { !FileManager.default.isReadableFile(atPath: $0) }
            guard let first = missing.first else { return .ok("footage root", text) }
            return .failed(
                "footage root", "\(first) cannot be read: mount the footage there, or change RELECTURE_FOOTAGE_ROOT")
        } catch {
            return .failed("footage root", "\(error)")
        }
    }

    private var sandbox: HealthFinding {
        get async {
            do {
                var walls = try walls.get()
                let isRequired = walls.policy == .require
                // Report missing layers here, whatever the policy.
                if walls.policy == .require { walls.policy = .prefer }
                let trial = try await SandboxTrial.run(walls.lock())
                if trial.report.isComplete { return .ok("sandbox", trial.report.summary) }
                let text = "\(trial.report.summary); a crafted file could do what is not locked"
                return isRequired ? .failed("sandbox", text) : .warning("sandbox", text)
            } catch {
                return .failed("sandbox", String(describing: error))
            }
        }
    }

    private var database: HealthFinding {
        get async {
            guard let servers else { return notGiven("PostgreSQL") }
            do {
                let pool = try servers.get().pool(role: "doctor", size: 1)
                let version: String? = try await pool.transaction { try $0.value("SHOW server_version") }
                try await Database.migrator.requireCurrent(pool)
                await pool.close()
                let text = "\(pool.endpoint), server \(version ?? "?"), schema current"
                guard pool.endpoint.isTrustworthy else {
                    return .warning(
                        "PostgreSQL", "\(text), but without verified TLS: add sslmode=verify-full to the database URL")
                }
                return .ok("PostgreSQL", text)
            } catch {
                return .failed("PostgreSQL", "\(error)")
            }
        }
    }

    /// Nil unless there is something to report: without accounts, no one uses SQL under a personal log-in.
    private var statements: HealthFinding? {
        get async {
            guard let pool = try? servers?.get().pool(role: "doctor", size: 1) else { return nil }
            let isUnseen = try? await Database(pool: pool).isSQLUnseen()
            await pool.close()
            guard isUnseen == true else { return nil }
            return .warning(
                "statements in SQL",
                "accounts have their own log-ins but pgaudit is not installed in the database: SQL that they run with "
                    + "other programs is not recorded (deploy/docs/operators.md)")
        }
    }

    private var broker: HealthFinding {
        get async {
            guard servers != nil else { return notGiven("RabbitMQ") }
            do {
                let endpoint = try brokerEndpoint.get()
                let connection = try await AMQPConnection.open(endpoint)
                try await Topology().declare(on: connection)
                await connection.close()
                guard endpoint.isTrustworthy else {
                    return .warning(
                        "RabbitMQ", "\(endpoint.address), queues in place, but without TLS: use an amqps:// URL")
                }
                return .ok("RabbitMQ", "\(endpoint.address), queues in place")
            } catch {
                return .failed("RabbitMQ", "\(error)")
            }
        }
    }

    private func notGiven(_ name: String) -> HealthFinding {
        .warning(
            name,
            "RELECTURE_DATABASE_URL and RELECTURE_AMQP_URL are not both set: `relecture run` then uses private servers; "
                + "for a cluster set them, or use what `relecture local start` prints")
    }
}
