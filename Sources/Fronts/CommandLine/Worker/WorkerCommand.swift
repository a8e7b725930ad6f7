import ArgumentParser

struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Reviews chunks; shows and steers those that do.",
        subcommands: [WorkerRun.self, WorkerList.self, WorkerDrain.self, WorkerResume.self, WorkerForget.self])
}
