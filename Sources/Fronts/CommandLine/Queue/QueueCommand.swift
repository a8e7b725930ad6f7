import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Show how much work is waiting and how long it will take.",
        subcommands: [QueueStatusCommand.self])
}
