import ArgumentParser
import Operations

struct WorkerForget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Remove a worker that does not come back from the list.",
        discussion: """
            For names that are never used again, such as those of containers: once killed, they stay in the list as \
            `silent`. What the worker has done stays in the sums of the cluster. Refused while the worker is up or \
            holds chunks. If started again under the same name, it is listed again.
            """)

    @Argument(help: "The name of the worker.")
    var name: String

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        try await Cluster(servers.servers()).forget(name)
    }
}
