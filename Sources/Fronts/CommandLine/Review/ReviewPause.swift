import ArgumentParser
import Operations
import Planning

struct ReviewPause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Lets a review rest: nothing of it runs until it is resumed.",
        discussion: """
            What runs is handed back at once and its attempt does not count; what is done stays done. Slots and stores are \
            free for other reviews.
            """)

    @Argument(help: "The review's id.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        let isTold = try await asking.caller(servers).perform(SteerReview(.pause, of: ReviewID(rawValue: id)))
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}

struct ReviewResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a paused review go on where it was.")

    @Argument(help: "The review's id.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        _ = try await asking.caller(servers).perform(SteerReview(.resume, of: ReviewID(rawValue: id)))
    }
}
