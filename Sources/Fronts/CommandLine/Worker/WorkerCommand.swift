import ArgumentParser

struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Review chunks; list and steer workers.",
        subcommands: [WorkerRun.self, WorkerList.self, WorkerDrain.self, WorkerResume.self, WorkerForget.self])
}
