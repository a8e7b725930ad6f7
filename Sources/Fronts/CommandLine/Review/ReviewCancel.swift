import ArgumentParser
import Operations
import Planning

struct ReviewCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a review; chunks under way are dropped.")

    @Argument(help: "The id of the review.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        let isTold = try await asking.caller(servers).perform(SteerReview(.cancel, of: ReviewID(rawValue: id)))
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}
