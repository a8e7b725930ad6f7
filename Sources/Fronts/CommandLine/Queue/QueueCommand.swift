import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Shows how much work waits, and how long it will take.",
        subcommands: [QueueStatusCommand.self])
}
