import FaultInjection
import Foundation
import Glibc
import LocalServers
import Subprocess
import SystemPackage
import TestSupport

/// A three-node RabbitMQ cluster for one test: on loopback, in its own folder, removed with the test process.
///
/// A guardian shell owns the nodes. When the pipe from this process closes, for any reason, it stops the nodes and
/// removes the folder.
final class ThreeBrokers: Sendable {
    static let names = ["a", "b", "c"]
    private static let programs = InstalledServers.detect().broker?.directory ?? ""

    private let folder: String
    private let base: Int
    private let guardian: Process
    private let lifeline = Pipe()

    static func with(_ body: (ThreeBrokers) async throws -> Void) async throws {
        let brokers = try ThreeBrokers()
        let result: Result<Void, any Error>
        do {
            try await eventually("three nodes form a cluster", within: .seconds(120)) {
                try await brokers.running() == 3
            }
            result = .success(try await body(brokers))
        } catch {
            result = .failure(error)
        }
        try? brokers.lifeline.fileHandleForWriting.close()
        brokers.guardian.waitUntilExit()
        try result.get()
    }

    private init() throws {
        // Fifty ports below the ephemeral range; only loopback is used.
        base = Int.random(in: 300..<600) * 50
        folder = "/tmp/relecture-three-brokers-\(getpid())"
        guardian = Process()
        guardian.executableURL = URL(fileURLWithPath: "/bin/sh")
        guardian.arguments = ["-c", ThreeBrokers.script]
        guardian.environment = environment(of: 0)
        guardian.standardInput = lifeline
        guardian.standardOutput = FileHandle.nullDevice
        guardian.standardError = FileHandle.nullDevice
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try guardian.run()
    }

    func port(of node: Int) -> Int { base + node }

    func url(of node: Int) -> String { "amqp://guest:guest@127.0.0.1:\(port(of: node))/%2F" }

    /// Kills a node, like a power cut.
    func kill(_ node: Int) async throws { try await shell("kill -s KILL $(cat $D/$N/rabbit.pid)", node) }

    /// Restarts a node.
    func start(_ node: Int) async throws { try await shell(ThreeBrokers.starting, node) }

    /// Returns how many nodes are running, according to the first that replies.
    func running() async throws -> Int {
        for node in 0..<3 {
            let text = try? await shell(
                #"cd $D && $AS "$PROGRAMS/rabbitmqctl" -q eval 'length(rabbit_nodes:all_running()).'"#, node)
            if let text, let count = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) { return count }
        }
        return 0
    }

    /// Does not use Foundation's `Process`: it detects a child's end through a socket that a background broker
    /// inherits, and so would wait for the broker to end.
    @discardableResult
    private func shell(_ script: String, _ node: Int) async throws -> String {
        let variables = environment(of: node).map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try await Subprocess.run(
            .path("/bin/sh"), arguments: ["-c", script],
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)), input: .none,
            output: .string(limit: 1 << 20), error: .discarded)
        guard result.terminationStatus.isSuccess else { throw FaultTrialError(script) }
        return result.standardOutput
    }

    private static let starting = #"""
        cd $D || exit
        # By itself in the background: a shell around it would keep our pipe open.
        $AS setsid "$PROGRAMS/rabbitmq-server" </dev/null >>$D/$N.out 2>&1 &
        """#

    private static let script = #"""
        umask 022
        for n in a b c; do
            mkdir -p $D/$n/mnesia $D/$n/log $D/$n/gen
            : >$D/$n/env.conf; echo '[].' >$D/$n/advanced.config; echo '[].' >$D/$n/enabled_plugins
        done
        i=0
        for n in a b c; do
            cat >$D/$n/rabbitmq.conf <<END
        listeners.tcp.1 = 127.0.0.1:$((BASE + i))
        cluster_formation.peer_discovery_backend = classic_config
        cluster_formation.classic_config.nodes.1 = a@localhost
        cluster_formation.classic_config.nodes.2 = b@localhost
        cluster_formation.classic_config.nodes.3 = c@localhost
        cluster_formation.randomized_startup_delay_range.min = 0
        cluster_formation.randomized_startup_delay_range.max = 1
        cluster_partition_handling = pause_minority
        log.console = false
        vm_memory_high_watermark.absolute = 512MB
        disk_free_limit.absolute = 64MB
        raft.wal_max_size_bytes = 16777216
        END
            i=$((i + 1))
        done
        head -c30 /dev/urandom | base64 | tr -dc A-Za-z0-9 >$D/.erlang.cookie
        chmod 400 $D/.erlang.cookie
        [ -z "$AS" ] || chown -R rabbitmq:rabbitmq $D
        cd $D && $AS epmd -daemon
        i=0
        for n in a b c; do
            N=$n RABBITMQ_NODENAME=$n@localhost RABBITMQ_NODE_PORT=$((BASE + i)) RABBITMQ_DIST_PORT=$((BASE + 10 + i)) \
                RABBITMQ_MNESIA_BASE=$D/$n/mnesia RABBITMQ_LOG_BASE=$D/$n/log RABBITMQ_LOGS=$D/$n/log/rabbit.log \
                RABBITMQ_PID_FILE=$D/$n/rabbit.pid RABBITMQ_CONFIG_FILE=$D/$n/rabbitmq.conf \
                RABBITMQ_ADVANCED_CONFIG_FILE=$D/$n/advanced.config RABBITMQ_CONF_ENV_FILE=$D/$n/env.conf \
                RABBITMQ_ENABLED_PLUGINS_FILE=$D/$n/enabled_plugins RABBITMQ_GENERATED_CONFIG_DIR=$D/$n/gen \
                $AS setsid "$PROGRAMS/rabbitmq-server" </dev/null >>$D/$n.out 2>&1 &
            i=$((i + 1))
        done
        cat >/dev/null
        for n in a b c; do kill -s KILL $(cat $D/$n/rabbit.pid); done
        epmd -kill
        rm -rf $D
        """#

    /// Inherits nothing from the caller, whose environment may hold settings of another broker.
    private func environment(of node: Int) -> [String: String] {
        let name = ThreeBrokers.names[node]
        let home = "\(folder)/\(name)"
        let loopback = "-kernel inet_dist_use_interface {127,0,0,1}"
        return [
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "HOME": folder,
            "AS": getuid() == 0 ? "setpriv --reuid=rabbitmq --regid=rabbitmq --clear-groups" : "", "D": folder,
            "N": name, "BASE": "\(base)", "PROGRAMS": ThreeBrokers.programs, "RABBITMQ_NODENAME": "\(name)@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "RABBITMQ_NODE_PORT": "\(base + node)",
            "RABBITMQ_DIST_PORT": "\(base + 10 + node)", "RABBITMQ_MNESIA_BASE": home + "/mnesia",
            "RABBITMQ_LOG_BASE": home + "/log", "RABBITMQ_LOGS": home + "/log/rabbit.log",
            "RABBITMQ_PID_FILE": home + "/rabbit.pid", "RABBITMQ_CONFIG_FILE": home + "/rabbitmq.conf",
            "RABBITMQ_ADVANCED_CONFIG_FILE": home + "/advanced.config", "RABBITMQ_CONF_ENV_FILE": home + "/env.conf",
            "RABBITMQ_ENABLED_PLUGINS_FILE": home + "/enabled_plugins",
            "RABBITMQ_GENERATED_CONFIG_DIR": home + "/gen", "ERL_EPMD_PORT": "\(base + 20)",
            "ERL_EPMD_ADDRESS": "127.0.0.1", "ERL_CRASH_DUMP_SECONDS": "0",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "\(loopback) +S 2:2", "RABBITMQ_CTL_ERL_ARGS": loopback,
            "RABBITMQ_CTL_DIST_PORT_MIN": "\(base + 30)", "RABBITMQ_CTL_DIST_PORT_MAX": "\(base + 49)",
        ]
    }
}
