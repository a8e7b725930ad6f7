import ArgumentParser
import Operations
import Planning

struct ReviewRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Give all quarantined chunks of a review a fresh set of attempts.",
        discussion: """
            For use once the cause is fixed, such as a store that was not mounted; `chunk show` shows the cause. The \
            review runs again if it had ended. Skipped chunks stay skipped.
            """)

    @Argument(help: "The id of the review.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        _ = try await asking.caller(servers).perform(SteerReview(.retry, of: ReviewID(rawValue: id)))
    }
}
