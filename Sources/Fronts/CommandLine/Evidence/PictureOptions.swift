import ArgumentParser
import Timelines

/// Of which tracks a bag holds a picture; none unless it is asked for.
struct PictureOptions: ParsableArguments {
    @Option(
        help: """
            A picture (JPEG, at most 640 pixels wide) of each of these tracks at its largest: all, or \
            CAMERA:TRACK,CAMERA:TRACK.
            """)
    var pictures: String?

    var areAsked: Bool { pictures != nil }

    func choices(_ cameras: [CameraFindings]) throws -> [TrackSelection.Choice] {
        guard let pictures else { return [] }
        return try TrackSelection(option: "--pictures", text: pictures).choices(cameras)
    }
}
