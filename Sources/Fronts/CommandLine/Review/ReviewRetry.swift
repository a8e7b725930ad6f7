import ArgumentParser
import Journal
import Planning
import WorkLedger

struct ReviewRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Gives all quarantined chunks of a review their attempts again.",
        discussion: """
            For after the cause is mended, such as a store that was not mounted; `chunk show` tells the causes. The review \
            runs again if it had ended. What was skipped on purpose stays skipped.
            """)

    @Argument(help: "The review's id.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .change, "review retry", on: .review(id)) { database in
            let review = try await database.review(ReviewID(rawValue: id))
            guard try await database.retry(review.id) > 0 else {
                throw CommandError(
                    review.state == .cancelled
                        ? "review \(id) was cancelled: start a new one with `relecture review start`"
                        : "review \(id) has no quarantined chunk: there is nothing to retry")
            }
        }
    }
}
