import ArgumentParser
import Exporting
import Footage
import Storage

struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Prints what a review found, and over which time it looked.",
        discussion: "While the review runs: what is known so far, with coverage `pending` for the rest.")

    @Argument(help: "The review's id.")
    var id: String

    @Option(help: "Only this camera.")
    var camera: CameraID?

    @OptionGroup var output: TimelineOutput
    @OptionGroup var servers: ServerOptions

    func run() async throws {
        let database = try await servers.database(role: "cli")
        let timeline = try await output.write(ReviewID(rawValue: id), camera: camera, from: database)
        if timeline.isComplete, timeline.hasHoles { throw ExitCode(3) }
    }
}
