import ArgumentParser

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Start, follow and steer reviews.",
        subcommands: [
            ReviewStart.self, ReviewList.self, ReviewShow.self, ReviewWatchCommand.self, ReviewPause.self,
            ReviewResume.self, ReviewCancel.self, ReviewRetry.self, ReviewExtend.self, ReviewDiff.self,
            ReviewReplay.self,
        ])
}
