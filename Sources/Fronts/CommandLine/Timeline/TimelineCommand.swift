import ArgumentParser
import Footage
import Formats
import Operations
import Planning

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
        let rendered = try await asking.caller(servers).perform(
            ShowTimeline(of: ReviewID(rawValue: id), output.rendering(camera: camera), recipient: recipient))
        try output.write(rendered)
        if rendered.timeline.isComplete, rendered.timeline.hasHoles { throw ExitCode(3) }
    }
}
