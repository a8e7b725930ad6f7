import ArgumentParser

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Starts reviews and follows them.",
        subcommands: [
            ReviewStart.self, ReviewList.self, ReviewShow.self, ReviewWatchCommand.self, ReviewPause.self,
            ReviewResume.self, ReviewCancel.self, ReviewRetry.self, ReviewExtend.self, ReviewDiff.self,
            ReviewReplay.self,
        ])
}
