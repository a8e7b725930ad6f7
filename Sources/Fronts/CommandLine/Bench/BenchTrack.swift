import ArgumentParser
import Formats
import Foundation

struct BenchTrack: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track",
        abstract: "Track another detector's boxes: MOTChallenge rows in, MOTChallenge rows out.",
        discussion: """
            Runs tracklets and linking alone, with the settings of a review. Rows are \
            frame,id,left,top,width,height,confidence; ids are ignored. Score the tracks with any MOTChallenge tool.
            """)

    @Option(help: ArgumentHelp("The file of detections.", valueName: "file"))
    var detections: String

    @Option(help: ArgumentHelp("The file to write the tracks to.", valueName: "file"))
    var output: String

    @Option(help: "The frame rate, in frames per second.")
    var rate = 25.0

    @Option(
        help: ArgumentHelp("Picture width and height in pixels. Default: the extent of the boxes.", valueName: "WxH")
    )
    var size: PictureSize?

    func validate() throws {
        if !(0.01...1_000).contains(rate) { throw ValidationError("--rate must be 0.01 to 1000 frames per second") }
    }

    func run() throws {
        let rows: String
        do {
            rows = try String(contentsOfFile: detections, encoding: .utf8)
        } catch {
            throw CommandError("cannot read \(detections): \(error.localizedDescription)")
        }
        let tracks: String
        do {
            tracks = try MOTTracking.tracks(
                ofDetections: rows, rate: Int((rate * 1_000).rounded()), size: size.map { ($0.width, $0.height) })
        } catch let problem as MOTDetections.Malformed {
            throw CommandError("\(detections): \(problem)")
        }
        try StandardOutput.write(tracks, to: output)
    }
}
