import ArgumentParser
import Operations
import Planning
import WorkLedger

struct ReviewWatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show a review's progress until it ends, then print its final state.",
        discussion: "Exit status 0 if complete, 3 if complete with holes, 1 if cancelled.")

    @Argument(help: "The id of the review.")
    var id: String

    @Flag(help: "Show no progress.") var quiet = false
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let watch = ReviewWatch(ProgressLine(.standard(isQuiet: quiet)))
        let review = try await asking.caller(servers).perform(
            WatchReview(ReviewID(rawValue: id), onLook: watch.show, onStall: watch.note))
        try StandardOutput.line(review.state.rawValue)
        switch review.state {
        case .completeWithHoles: throw ExitCode(3)
        case .cancelled: throw CommandError("review \(id) was cancelled")
        case .complete, .running, .paused: break
        }
    }
}
