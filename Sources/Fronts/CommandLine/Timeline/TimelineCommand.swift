import ArgumentParser
import Footage
import Formats
import Journal
import Planning
import WorkLedger

struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Prints what a review found, and over which time it looked.",
        discussion: "While the review runs: what is known so far, with coverage `pending` for the rest.")

    @Argument(help: "The review's id.")
    var id: String

    @Option(help: "Only this camera.")
    var camera: CameraID?

    @Option(help: "To whom it is given: entered in the journal as a communication, not as a look.")
    var recipient: String?

    @OptionGroup var output: TimelineOutput
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(
            servers, recipient == nil ? .consultation : .communication, "timeline", on: .review(id),
            detail: recipient.map { "to \($0)" } ?? ""
        ) { database in
            let timeline = try await output.write(ReviewID(rawValue: id), camera: camera, from: database)
            if timeline.isComplete, timeline.hasHoles { throw ExitCode(3) }
        }
    }
}
