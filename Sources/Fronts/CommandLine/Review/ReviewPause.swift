import ArgumentParser
import Operations
import Planning

struct ReviewPause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Pause a review: none of its chunks run until it is resumed.",
        discussion: """
            Running chunks are handed back at once and their attempts do not count; finished chunks stay finished. \
            Slots and stores become free for other reviews.
            """)

    @Argument(help: "The id of the review.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let isTold = try await asking.caller(servers).perform(SteerReview(.pause, of: ReviewID(rawValue: id)))
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}

struct ReviewResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Resume a paused review where it stopped.")

    @Argument(help: "The id of the review.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        _ = try await asking.caller(servers).perform(SteerReview(.resume, of: ReviewID(rawValue: id)))
    }
}
