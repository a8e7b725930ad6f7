import ArgumentParser
import Journal
import Planning
import WorkLedger
import WorkQueue

struct ReviewCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ends a review; what is being worked on is dropped.")

    @Argument(help: "The review's id.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .change, "review cancel", on: .review(id)) { database in
            let review = try await database.review(ReviewID(rawValue: id))
            guard try await database.cancel(review.id) else {
                throw CommandError("review \(id) is \(review.state.rawValue) already: there is nothing to cancel")
            }
            await servers.hint(Hint(.cancel, review: id))
        }
    }
}
