import ArgumentParser
import Operations

struct WorkerDrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "Let a worker finish its chunks and take no new ones.",
        discussion: """
            The worker stays up, drained, until it is resumed or stopped; if started again under the same name, it is \
            still drained. A drained worker has nothing to hand back, so SIGTERM ends it at once with exit status 0. \
            `worker list` shows when it is no longer busy.
            """)

    @Argument(help: "The name of the worker.")
    var name: String

    @Option(help: "Hand back unfinished chunks after this time, with attempts uncounted (30s, 10m). Default: never.")
    var deadline: Duration?

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let isTold = try await Cluster(servers.servers()).drain(name, within: deadline)
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}

struct WorkerResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a drained worker take chunks again.")

    @Argument(help: "The name of the worker.")
    var name: String

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let isTold = try await Cluster(servers.servers()).resume(name)
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}

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
