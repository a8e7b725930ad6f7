import Foundation
import Glibc
import Synchronization

/// A RabbitMQ node for tests: loopback only, free ports, its own folder, gone with the test process.
///
/// A guardian shell keeps the node: when the pipe from this process ends, for whatever reason, the guardian ends the
/// node and removes the folder.
package final class PrivateBroker: Sendable {
    package static let programs = "/usr/lib/rabbitmq/bin"

    /// Whether Debian's rabbitmq-server is installed.
    package static var isInstalled: Bool {
        FileManager.default.isExecutableFile(atPath: "\(programs)/rabbitmq-server")
    }

    private static let sharedBroker = Mutex<Task<PrivateBroker, any Error>?>(nil)

    /// One node for all tests that do it no harm, started at first use.
    package static func shared() async throws -> PrivateBroker {
        let starting = sharedBroker.withLock { broker in
            // Unstructured, because the node outlives the test that starts it.
            let task = broker ?? Task { try await PrivateBroker.started() }
            broker = task
            return task
        }
        return try await starting.value
    }

    /// Starts a node and waits until it has booted.
    package static func started() async throws -> PrivateBroker {
        let broker = try PrivateBroker()
        try await broker.start()
        return broker
    }

    package let port: Int
    private let base: Int
    private let directory: String
    private let guardian = Mutex<(process: Process, lifeline: Pipe)?>(nil)

    private init() throws {
        (base, directory) = try Self.prepareFolder()
        port = base
    }

    deinit {
        let last = guardian.withLock { $0 }
        try? last?.lifeline.fileHandleForWriting.close()
        last?.process.waitUntilExit()
    }

    package func url(user: String = "guest", password: String = "guest", query: String = "") -> String {
        "amqp://\(user):\(password)@127.0.0.1:\(port)/\(query)"
    }

    /// Starts the node again after `kill`.
    package func start() async throws {
        try await offPool { [self] in try boot() }
    }

    private func boot() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", Self.guardianScript]
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        let lifeline = Pipe()
        process.standardInput = lifeline
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        guardian.withLock { $0 = (process, lifeline) }
        try awaitStartup()
    }

    private func awaitStartup() throws {
        let deadline = ContinuousClock.now + .seconds(90)
        // Fails at once as long as the node is not registered, and waits for the rest of the boot afterwards.
        while true {
            do {
                return try runControl(["await_startup", "--timeout", "60"])
            } catch {
                let isRunning = guardian.withLock { $0?.process.isRunning ?? false }
                guard isRunning, ContinuousClock.now < deadline else { throw error }
            }
        }
    }

    /// Ends the node like a power cut, and keeps its folder.
    package func kill() async throws {
        _ = try signal(SIGKILL)
        try await offPool { [self] in try endGuardian() }
    }

    private func endGuardian() throws {
        let last = guardian.withLock { $0 }
        try Data().write(to: URL(fileURLWithPath: "\(directory)/keep"))
        try last?.lifeline.fileHandleForWriting.close()
        last?.process.waitUntilExit()
        try FileManager.default.removeItem(atPath: "\(directory)/keep")
    }

    /// Stops the node without its sockets noticing.
    package func freeze() async throws {
        let pid = try signal(SIGSTOP)
        // The signal returns before all threads have stopped.
        try await offPool {
            while try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8).contains("State:\tT") == false {
                usleep(1000)
            }
        }
    }

    package func thaw() throws { _ = try signal(SIGCONT) }

    /// Runs `rabbitmqctl`.
    package func control(_ arguments: String...) async throws {
        try await offPool { [self] in try runControl(arguments) }
    }

    /// Runs what waits for a process on a thread of its own: the pool has few and the tests share it.
    private func offPool(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try work() }) }.start()
        }
    }

    private func runControl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", #"exec $AS "$PROGRAMS/rabbitmqctl" -q "$@""#, "rabbitmqctl"] + arguments
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: "rabbitmqctl \(arguments): \(text)") }
    }

    /// A step that failed, with the program's own words.
    package struct Failure: Error, CustomStringConvertible {
        let text: String
        package var description: String { text }
    }

    private func signal(_ number: CInt) throws -> pid_t {
        let text = try String(contentsOfFile: "\(directory)/rabbit.pid", encoding: .utf8)
        guard let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), pid > 1,
            Glibc.kill(pid, number) == 0
        else { throw Failure(text: "cannot signal the broker: \(text)") }
        return pid
    }

    private static let guardianScript = #"""
        # Relaxed, so that it may be ended while it still believes a killed node to be alive.
        $AS epmd -daemon -relaxed_command_check
        $AS setsid "$PROGRAMS/rabbitmq-server" </dev/null >"$D/out" 2>&1 &
        server=$!
        cat >/dev/null
        kill -s KILL -- "-$server"
        wait
        $AS epmd -kill >/dev/null 2>&1
        [ -e "$D/keep" ] || rm -rf "$D"
        """#

    /// Nothing of the caller's environment: it may hold settings of another broker.
    private var environment: [String: String] {
        let loopback = "-kernel inet_dist_use_interface {127,0,0,1}"
        return [
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "HOME": directory,
            "AS": getuid() == 0 ? "setpriv --reuid=rabbitmq --regid=rabbitmq --clear-groups" : "", "D": directory,
            "PROGRAMS": Self.programs, "RABBITMQ_CONF_ENV_FILE": "\(directory)/env.conf",
            "RABBITMQ_NODENAME": "test\(base)@localhost", "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": "\(base)", "RABBITMQ_DIST_PORT": "\(base + 1)",
            "RABBITMQ_MNESIA_BASE": "\(directory)/mnesia", "RABBITMQ_LOG_BASE": "\(directory)/log",
            "RABBITMQ_LOGS": "\(directory)/log/rabbit.log", "RABBITMQ_PID_FILE": "\(directory)/rabbit.pid",
            "RABBITMQ_CONFIG_FILE": "\(directory)/rabbitmq.conf",
            "RABBITMQ_ADVANCED_CONFIG_FILE": "\(directory)/advanced.config",
            "RABBITMQ_ENABLED_PLUGINS_FILE": "\(directory)/enabled_plugins",
            "RABBITMQ_GENERATED_CONFIG_DIR": "\(directory)/generated", "ERL_EPMD_PORT": "\(base + 2)",
            "ERL_EPMD_ADDRESS": "127.0.0.1", "ERL_CRASH_DUMP_SECONDS": "0",
            "RABBITMQ_CTL_DIST_PORT_MIN": "\(base + 3)", "RABBITMQ_CTL_DIST_PORT_MAX": "\(base + 19)",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "\(loopback) +S 2:2", "RABBITMQ_CTL_ERL_ARGS": loopback,
        ]
    }

    private static func prepareFolder() throws -> (base: Int, directory: String) {
        let base = try freePorts()
        let directory = "/tmp/relecture-broker-\(getpid())-\(base)"
        let files = FileManager.default
        for folder in ["", "/mnesia", "/log", "/generated"] {
            try files.createDirectory(atPath: directory + folder, withIntermediateDirectories: true)
        }
        let configuration = """
            listeners.tcp.1 = 127.0.0.1:\(base)
            log.console = false
            vm_memory_high_watermark.absolute = 512MB
            disk_free_limit.absolute = 64MB
            raft.wal_max_size_bytes = 16777216
            """
        let contents = [
            "rabbitmq.conf": configuration + "\n", "env.conf": "", "advanced.config": "[].\n",
            "enabled_plugins": "[].\n", ".erlang.cookie": UUID().uuidString,
        ]
        for (name, text) in contents {
            try text.write(toFile: "\(directory)/\(name)", atomically: false, encoding: .utf8)
        }
        try files.setAttributes([.posixPermissions: 0o400], ofItemAtPath: "\(directory)/.erlang.cookie")
        if getuid() == 0, let user = getpwnam("rabbitmq") {
            for path in try [""] + files.subpathsOfDirectory(atPath: directory) {
                chown("\(directory)/\(path)", user.pointee.pw_uid, user.pointee.pw_gid)
            }
        }
        return (base, directory)
    }

    /// The first of twenty ports below the ephemeral range of which the three that listen all the time are free.
    private static func freePorts() throws -> Int {
        for _ in 0..<200 {
            let base = Int.random(in: 500..<1590) * 20
            if (base..<base + 3).allSatisfy(isFree) { return base }
        }
        throw Failure(text: "no free ports")
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
