import ArgumentParser
import Journal
import Planning
import WorkLedger
import WorkQueue

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
        try await asking.act(servers, .change, "review pause", on: .review(id)) { database in
            let review = try await database.review(ReviewID(rawValue: id))
            guard try await database.pause(review.id) else {
                throw CommandError("review \(id) is \(review.state.rawValue) already: there is nothing to pause")
            }
            await servers.hint(Hint(.pause, review: id))
        }
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
        try await asking.act(servers, .change, "review resume", on: .review(id)) { database in
            let review = try await database.review(ReviewID(rawValue: id))
            guard try await database.resume(review.id) else {
                throw CommandError("review \(id) is \(review.state.rawValue), not paused: there is nothing to resume")
            }
        }
    }
}
