import ArgumentParser
import Footage

struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Record the offsets of camera clocks.",
        discussion: """
            Measured anchors give the views of schema `timeline` true times and their uncertainty. A clock is assumed \
            to run evenly between two anchors, and to keep its offset before the first and after the last. Stored data \
            and the digests of reviews do not change.
            """,
        subcommands: [ClockSet.self, ClockList.self, ClockRemove.self])

    /// The camera whose clock a command is about.
    struct Camera: ParsableArguments {
        @Option(help: "The id of the requisition.") var requisition: String
        @Option(help: "The camera.") var camera: CameraID
    }
}
