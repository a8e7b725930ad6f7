import BlockingExecutor
import Foundation
import Postgres

/// The private PostgreSQL: creates its cluster once; starts, finds and stops its postmaster.
actor DatabaseServer {
    private let executor = ThreadExecutor(name: "local-postgres")
    let place: StateDirectory
    private let durability: Durability
    private let tls: ServerTLS?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(in place: StateDirectory, durability: Durability, tls: ServerTLS?) {
        self.place = place
        self.durability = durability
        self.tls = tls
    }

    isolated deinit {
        executor.stop()
    }

    /// The postmaster's process, or nil if it is not running.
    var process: pid_t? {
        let recorded = (try? String(contentsOfFile: place.data + "/postmaster.pid", encoding: .utf8))?
            .split(separator: "\n").first.flatMap { pid_t($0) }
        return recorded.flatMap { RunningProcesses.working(in: place.data).contains($0) ? $0 : nil }
    }

    /// Starts it and returns its address. The port changes if the earlier one is taken.
    func start(_ known: ServerState.Database, progress: @Sendable (String) -> Void) async throws -> ServerState.Database
    {
        var access = known
        if try await !keepsRunning(access) {
            let account = try ServiceAccount.forServer("postgres")
            let programs = try programs()
            try await makeCluster(access, programs, account, progress)
            try await clearRemains()
            progress("starting PostgreSQL")
            try await launch(&access, programs, account)
        }
        try await DatabaseSetup(access).run()
        return access
    }

    /// Stops it; returns when it has ended.
    func stop() async throws {
        guard !RunningProcesses.working(in: place.data).isEmpty else { return }
        // SIGINT: end sessions, flush everything, exit. Without a postmaster only orphans are left to end.
        RunningProcesses.signal(process.map { [$0] } ?? [], SIGINT)
        let limit: Duration = process == nil ? .seconds(2) : .seconds(30)
        if try await RunningProcesses.areGone(from: place.data, within: limit) { return }
        RunningProcesses.signal(RunningProcesses.working(in: place.data), SIGKILL)
        _ = try await RunningProcesses.areGone(from: place.data, within: .seconds(5))
    }

    /// Returns whether our superuser can log in; no other server has this password.
    func answers(_ access: ServerState.Database) async -> Bool {
        await DatabaseSetup(access).answers()
    }

    /// Returns whether a running server answers. A process found alive may be exiting; it is then started again.
    private func keepsRunning(_ access: ServerState.Database) async throws -> Bool {
        guard process != nil else { return false }
        do {
            try await awaitAnswer(access)
            return true
        } catch LocalServerError.died {
            return false
        }
    }

    private func programs() throws(LocalServerError) -> InstalledServers.Program {
        let installed = InstalledServers.detect()
        guard !installed.databases.isEmpty else { throw .notInstalled("PostgreSQL") }
        let major = (try? String(contentsOfFile: place.data + "/PG_VERSION", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard let programs = installed.database(major: major) else {
            throw .missingVersion(directory: place.data, version: major ?? "")
        }
        return programs
    }

    private func makeCluster(
        _ access: ServerState.Database, _ programs: InstalledServers.Program, _ account: ServiceAccount?,
        _ progress: @Sendable (String) -> Void
    ) async throws {
        for directory in [place.sockets, place.databaseLogs] { try place.make(directory, for: account) }
        guard !FileManager.default.fileExists(atPath: place.data) else { return }
        progress("creating the database cluster")
        // Renamed when complete, so that an interrupted initdb is simply repeated.
        let fresh = place.data + ".new"
        try? FileManager.default.removeItem(atPath: fresh)
        try place.make(fresh, for: account)
        let passwordFile = place.databaseLogs + "/password"
        try place.write(access.administratorPassword + "\n", to: passwordFile, for: account)
        defer { unlink(passwordFile) }
        let command = ServerCommand(
            program: programs.directory + "/initdb",
            arguments: [
                "-D", fresh, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256",
                "--pwfile=\(passwordFile)", "--data-checksums", "--no-instructions",
            ] + (durability == .throwaway ? ["--no-sync"] : []),
            directory: place.databaseLogs, account: account)
        let (succeeded, output) = try await command.run()
        guard succeeded else {
            let words = output.split(separator: "\n").last { $0.contains("error") || $0.contains("FATAL") }
            throw LocalServerError.command(name: "initdb", output: words.map(String.init) ?? output)
        }
        guard rename(fresh, place.data) == 0 else {
            let reason = String(cString: strerror(errno))
            throw LocalServerError.file(operation: "rename", path: fresh, reason: reason)
        }
    }

    /// Ends processes left by a killed postmaster, whose shared memory would keep a new one from starting.
    private func clearRemains() async throws {
        let remains = RunningProcesses.working(in: place.data)
        RunningProcesses.signal(remains, SIGQUIT)
        if try await !RunningProcesses.areGone(from: place.data, within: .seconds(5)) {
            RunningProcesses.signal(RunningProcesses.working(in: place.data), SIGKILL)
            _ = try await RunningProcesses.areGone(from: place.data, within: .seconds(5))
        }
        // No process runs in the cluster now. The PID in a stale lock file may since belong to another program of the
        // same user, or to a zombie; the postmaster would then refuse to start.
        let left = (try? FileManager.default.contentsOfDirectory(atPath: place.sockets)) ?? []
        for lock in left.map({ place.sockets + "/" + $0 }) + [place.data + "/postmaster.pid"] { unlink(lock) }
    }

    private func launch(
        _ access: inout ServerState.Database, _ programs: InstalledServers.Program, _ account: ServiceAccount?
    ) async throws {
        try tls?.write(into: place.databaseLogs, of: place, for: account)
        for attempt in 1...3 {
            if attempt > 1 || !FreePorts.isFree(access.port) { access.port = try FreePorts.choose(1)[0] }
            ServerLog.rotate(place.databaseLog)
            let command = ServerCommand(
                program: programs.directory + "/postgres", arguments: arguments(port: access.port),
                directory: place.data, account: account)
            try await command.detach(log: place.databaseLog)
            do {
                return try await awaitAnswer(access)
            } catch LocalServerError.died where ServerLog.mentions(place.databaseLog, ["could not bind", "in use"]) {
                continue
            }
        }
        throw LocalServerError.noFreePort
    }

    private func awaitAnswer(_ access: ServerState.Database) async throws {
        let limit = 60
        let deadline = ContinuousClock.now + .seconds(limit)
        while await !answers(access) {
            guard !RunningProcesses.working(in: place.data).isEmpty else {
                let words = ServerLog.lastWords(place.databaseLog, containing: ["FATAL", "PANIC", "ERROR"])
                throw LocalServerError.died(server: "PostgreSQL", log: place.databaseLog, lastWords: words)
            }
            guard ContinuousClock.now < deadline else {
                throw LocalServerError.silent(server: "PostgreSQL", seconds: limit, log: place.databaseLog)
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func arguments(port: Int) -> [String] {
        var settings = [
            "listen_addresses=127.0.0.1", "port=\(port)", "shared_buffers=256MB",
            // Each test of a suite is a client, and they run concurrently.
            "max_connections=\(durability == .throwaway ? 1_000 : 200)",
            "unix_socket_directories=\(place.hasRoomForSocket ? place.sockets : "")", "unix_socket_permissions=0700",
            "timezone=UTC", "log_timezone=UTC", "lc_messages=C", "jit=off", "max_wal_size=2GB",
            "log_lock_waits=on", "client_connection_check_interval=5s", "tcp_keepalives_idle=5",
            "tcp_keepalives_interval=3", "tcp_keepalives_count=3", "logging_collector=off",
        ]
        if durability == .throwaway {
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        }
        settings += tls?.databaseSettings(in: place.databaseLogs) ?? []
        return ["-D", place.data] + settings.flatMap { ["-c", $0] }
    }
}
