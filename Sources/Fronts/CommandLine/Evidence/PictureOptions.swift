import ArgumentParser
import Footage
import Operations

/// The tracks of which a bag holds a picture; none by default.
struct PictureOptions: ParsableArguments {
    @Option(
        help: """
            A picture (JPEG, at most 640 pixels wide) of each of these tracks at its largest: all, or \
            CAMERA:TRACK,CAMERA:TRACK. Default: none.
            """)
    var pictures: String?

    func selection() throws -> TrackSelection? {
        try pictures.map { try TrackSelection(option: "--pictures", text: $0) }
    }
}

extension TrackSelection {
    /// Reads `all`, or tracks as `CAMERA:TRACK,CAMERA:TRACK`.
    ///
    /// - Parameter option: The name of the option, for messages.
    init(option: String, text: String) throws {
        if text == "all" {
            self = .all
            return
        }
        self = .named(
            try text.split(separator: ",").map { word in
                guard let colon = word.lastIndex(of: ":"), let track = Int(word[word.index(after: colon)...]) else {
                    throw ValidationError("\(option) must be all, or tracks as CAMERA:TRACK, not \"\(word)\"")
                }
                return (CameraID(rawValue: String(word[..<colon])), track)
            })
    }
}
