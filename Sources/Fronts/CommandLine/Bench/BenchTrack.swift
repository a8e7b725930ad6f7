import ArgumentParser
import Formats
import Foundation

struct BenchTrack: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track",
        abstract: "Tracks another detector's boxes: MOTChallenge rows in, MOTChallenge rows out.",
        discussion: """
            Tracklets and linking alone, with the settings of a review. Rows are frame,id,left,top,width,height,confidence; \
            ids are not looked at. Score the tracks with any MOTChallenge tool.
            """)

    @Option(help: ArgumentHelp("The detections.", valueName: "file"))
    var detections: String

    @Option(help: ArgumentHelp("Where the tracks are written.", valueName: "file"))
    var output: String

    @Option(help: "Frames a second.")
    var rate = 25.0

    @Option(
        help: ArgumentHelp("Width and height of the picture in pixels. Default: what the boxes span.", valueName: "WxH")
    )
    var size: PictureSize?

    func validate() throws {
        if !(0.01...1_000).contains(rate) { throw ValidationError("--rate takes 0.01 to 1000 frames a second") }
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
