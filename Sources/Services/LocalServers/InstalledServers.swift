import Foundation

/// The servers installed on this machine and the locations of their programs.
package struct InstalledServers: Sendable, Equatable {
    /// One installed server.
    package struct Program: Sendable, Equatable {
        package let version: String
        /// The directory of its programs.
        package let directory: String
    }

    /// All PostgreSQL versions, newest first.
    package let databases: [Program]
    package let broker: Program?
    /// Erlang's port mapper, required by the broker.
    package let mapper: String?

    /// Looks in the locations used by Debian's packages; runs nothing.
    package static func detect(root: String = "/usr") -> InstalledServers {
        InstalledServers(databases: databases(root), broker: broker(root), mapper: mapper(root))
    }

    func database(major: String?) -> Program? {
        databases.first { program in major.map { program.version == $0 } ?? true }
    }

    private static func databases(_ root: String) -> [Program] {
        names(in: root + "/lib/postgresql").filter { Int($0) != nil }
            .sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
            .map { Program(version: $0, directory: "\(root)/lib/postgresql/\($0)/bin") }
            .filter { isProgram($0.directory + "/postgres") && isProgram($0.directory + "/initdb") }
    }

    private static func broker(_ root: String) -> Program? {
        let directory = root + "/lib/rabbitmq/bin"
        let prefix = "rabbitmq_server-"
        guard isProgram(directory + "/rabbitmq-server"), isProgram(root + "/bin/erl") else { return nil }
        let release = names(in: root + "/lib/rabbitmq/lib").filter { $0.hasPrefix(prefix) }.max()
        return release.map { Program(version: String($0.dropFirst(prefix.count)), directory: directory) }
    }

    private static func mapper(_ root: String) -> String? {
        [root + "/bin/epmd", root + "/lib/erlang/bin/epmd"].first(where: isProgram)
    }

    private static func names(in directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    private static func isProgram(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }
}
