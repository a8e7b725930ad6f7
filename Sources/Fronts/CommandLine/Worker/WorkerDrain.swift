import ArgumentParser
import Operations

struct WorkerDrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "Lets a worker finish what it does and take nothing new.",
        discussion: """
            It stays up, drained, until it is resumed or stopped; started again under the same name, it is still drained. A \
            drained worker has nothing to hand back, so SIGTERM ends it at once with exit status 0. `worker list` shows when \
            it is no longer busy.
            """)

    @Argument(help: "The worker's name.")
    var name: String

    @Option(help: "After how long it hands back what it has not finished, uncounted (30s, 10m). Default: never.")
    var deadline: Duration?

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let isTold = try await Cluster(servers.servers()).drain(name, within: deadline)
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}

struct WorkerResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a drained worker take work again.")

    @Argument(help: "The worker's name.")
    var name: String

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let isTold = try await Cluster(servers.servers()).resume(name)
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}
