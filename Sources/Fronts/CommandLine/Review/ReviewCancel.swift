import ArgumentParser
import Operations
import Planning

struct ReviewCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a review; chunks under way are dropped.")

    @Argument(help: "The id of the review.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let isTold = try await asking.caller(servers).perform(SteerReview(.cancel, of: ReviewID(rawValue: id)))
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}

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
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        _ = try await asking.caller(servers).perform(SteerReview(.retry, of: ReviewID(rawValue: id)))
    }
}
