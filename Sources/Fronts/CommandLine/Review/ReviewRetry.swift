import ArgumentParser
import Operations
import Planning

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
        _ = try await asking.caller(servers).perform(SteerReview(.retry, of: ReviewID(rawValue: id)))
    }
}
