import Foundation
import WorkQueue

/// The files and variables that make one RabbitMQ node private: its own ports, cookie, directories and users.
struct BrokerConfiguration: Sendable {
    let place: StateDirectory
    let account: ServiceAccount?
    let policies: [BrokerPolicy]
    let virtualHosts: [String]
    let tls: ServerTLS?

    private static let loopback = "-kernel inet_dist_use_interface {127,0,0,1}"

    func makeDirectories() throws(LocalServerError) {
        let below = [place.node, place.mapper, place.home, place.node + "/mnesia", place.node + "/log"]
        for directory in [place.broker] + below + [place.node + "/gen"] { try place.make(directory, for: account) }
    }

    func write(_ access: ServerState.Broker) throws {
        try place.write(settings(access), to: place.node + "/rabbitmq.conf", for: account)
        try place.write("", to: place.node + "/env.conf", for: account)
        try place.write("[].\n", to: place.node + "/advanced.config", for: account)
        try place.write("[].\n", to: place.node + "/enabled_plugins", for: account)
        try tls?.write(into: place.node, of: place, for: account)
        let definitions = BrokerDefinitions(
            password: access.password, policies: policies, virtualHosts: virtualHosts)
        try place.write(definitions.json(), to: place.node + "/definitions.json", for: account)
        let cookie = place.home + "/.erlang.cookie"
        guard !FileManager.default.fileExists(atPath: cookie) else { return }
        try place.write(Secret.random(), to: cookie, for: account)
        // Erlang rejects a cookie that others can read.
        chmod(cookie, 0o400)
    }

    func environment(_ access: ServerState.Broker) -> [String: String] {
        [
            "HOME": place.home,
            // Ignore /etc/rabbitmq/rabbitmq-env.conf.
            "RABBITMQ_CONF_ENV_FILE": place.node + "/env.conf",
            // A literal host name works without name resolution.
            "RABBITMQ_NODENAME": "relecture@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": "\(access.port)",
            "RABBITMQ_DIST_PORT": "\(access.distributionPort)",
            "RABBITMQ_MNESIA_BASE": place.node + "/mnesia",
            "RABBITMQ_LOG_BASE": place.node + "/log",
            "RABBITMQ_LOGS": place.brokerLog,
            "RABBITMQ_PID_FILE": place.node + "/rabbit.pid",
            "RABBITMQ_CONFIG_FILE": place.node + "/rabbitmq.conf",
            "RABBITMQ_ADVANCED_CONFIG_FILE": place.node + "/advanced.config",
            "RABBITMQ_ENABLED_PLUGINS_FILE": place.node + "/enabled_plugins",
            "RABBITMQ_GENERATED_CONFIG_DIR": place.node + "/gen",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": Self.loopback + " +S 2:2",
            // Makes the start script exec the Erlang VM instead of staying as its parent.
            "RUNNING_UNDER_SYSTEMD": "true",
            "ERL_EPMD_PORT": "\(access.mapperPort)",
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_CRASH_DUMP_SECONDS": "0",
        ]
    }

    private func settings(_ access: ServerState.Broker) -> String {
        """
        listeners.tcp.1 = 127.0.0.1:\(access.port)
        load_definitions = \(place.node)/definitions.json
        loopback_users = none
        heartbeat = 10
        log.console = false
        log.file.level = info
        vm_memory_high_watermark.absolute = 512MB
        disk_free_limit.absolute = 64MB
        raft.wal_max_size_bytes = 67108864

        """ + (tls?.brokerSettings(in: place.node, port: access.tlsPort ?? 0) ?? "")
    }
}
