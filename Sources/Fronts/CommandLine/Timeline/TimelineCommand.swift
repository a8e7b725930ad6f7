import ArgumentParser
import Footage
import Formats
import Operations
import Planning

struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Print what a review found, and the time it covers.",
        discussion: "While the review runs, prints the findings so far, with coverage `pending` for the rest.")

    @Argument(help: "The id of the review.")
    var id: String

    @Option(help: "Print only this camera. Default: all cameras.")
    var camera: CameraID?

    @Option(help: "The recipient, if it is handed on: the journal then records a communication, not a consultation.")
    var recipient: String?

    @OptionGroup var output: TimelineOutput
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let path = output.output
        let rendered = try await asking.caller(servers).perform(
            ShowTimeline(of: ReviewID(rawValue: id), output.rendering(camera: camera), recipient: recipient) {
                try StandardOutput.write($0.text, to: path)
            })
        if rendered.timeline.isComplete, rendered.timeline.hasHoles { throw ExitCode(3) }
    }
}
