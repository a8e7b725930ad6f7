import ArgumentParser
import Storage

struct WorkerDrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "Lets a worker finish what it does and take nothing new.")

    @Argument(help: "The worker's name.")
    var name: String

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        try await servers.database(role: "cli").wish(.drain, of: name)
    }
}

struct WorkerResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a drained worker take work again.")

    @Argument(help: "The worker's name.")
    var name: String

    @OptionGroup var servers: ServerOptions

    func run() async throws {
        try await servers.database(role: "cli").wish(.work, of: name)
    }
}
