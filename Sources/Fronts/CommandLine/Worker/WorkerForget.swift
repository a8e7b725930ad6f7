import ArgumentParser
import Operations

struct WorkerForget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Takes a worker that does not come back off the list.",
        discussion: """
            For names that nobody starts again, such as those of containers: killed, they stay in the list as `silent`. \
            What it has done stays in the sums of the cluster. Refused while it is up or holds chunks; started again under \
            the same name, it is back.
            """)

    @Argument(help: "The worker's name.")
    var name: String

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        try await Cluster(servers.servers()).forget(name)
    }
}
