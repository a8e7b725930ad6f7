import ArgumentParser
import Footage

struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "What the cameras' clocks showed when it was truly another time.",
        discussion: """
            Measured anchors give the views of schema `timeline` their true times, and the uncertainty of these. Between \
            two anchors a clock is taken to run evenly, before the first and after the last to stay as far off. Nothing \
            that is stored changes, nor does the digest of any review.
            """,
        subcommands: [ClockSet.self, ClockList.self, ClockRemove.self])

    struct Camera: ParsableArguments {
        @Option(help: "The requisition's id.") var requisition: String
        @Option(help: "The camera.") var camera: CameraID
    }
}
