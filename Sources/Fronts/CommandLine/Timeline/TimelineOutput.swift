import ArgumentParser
import Footage
import Operations

/// How a timeline is printed, for `timeline` and `run`.
struct TimelineOutput: ParsableArguments {
    @Option(
        help: """
            The output format: table, json, csv, vtt (WebVTT cues of one camera), otio (OpenTimelineIO) or mot \
            (MOTChallenge rows of one camera).
            """)
    var format = TimelineForm.table

    @Option(help: "The file to write to. Default: standard output.")
    var output: String?

    /// - Parameter camera: The only camera to print; nil prints all of the review.
    func rendering(camera: CameraID? = nil) -> TimelineRendering {
        TimelineRendering(format, camera: camera, output: output)
    }

    func write(_ rendered: RenderedTimeline) throws {
        try StandardOutput.write(rendered.text, to: output)
    }
}

extension TimelineForm: ExpressibleByArgument {}
