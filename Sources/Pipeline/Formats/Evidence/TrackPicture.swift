package import Analysis
package import Chronology
package import Footage

/// The picture of a track in a bag, or the reason there is none.
package struct TrackPicture: Hashable, Sendable {
    /// The file that a picture was taken from.
    package struct Recording: Hashable, Sendable {
        package let id: RecordingID
        package let name: String
        /// Hexadecimal.
        package let sha256: String

        package init(id: RecordingID, name: String, sha256: String) {
            self.id = id
            self.name = name
            self.sha256 = sha256
        }
    }

    /// A picture in the bag, with its size in pixels.
    package struct File: Hashable, Sendable {
        package let path: String
        /// Hexadecimal.
        package let sha512: String
        package let width: Int
        package let height: Int

        package init(path: String, sha512: String, width: Int, height: Int) {
            self.path = path
            self.sha512 = sha512
            self.width = width
            self.height = height
        }
    }

    /// The note that accompanies all pictures.
    package static let about = """
        Each picture is of the moment at which the box of its track is largest. It is scaled down where it is wide, \
        encoded anew, and serves for orientation only; the footage is the evidence. Nothing is drawn onto it.
        """

    package let camera: CameraID
    package let track: Int
    /// The moment at which the track's box is largest.
    package let wanted: Timestamp
    /// When the picture taken begins to be shown, by its timestamp in the footage; nil if there is none.
    package var shown: Timestamp?
    /// The track's box at that moment.
    package var box: Box
    package var recording: Recording?
    package var file: File?
    /// Why there is no picture; nil if there is one.
    package var note: String?

    package init(camera: CameraID, track: Int, wanted: Timestamp, box: Box) {
        self.camera = camera
        self.track = track
        self.wanted = wanted
        self.box = box
    }

    /// Returns the content of a bag's `pictures.json`.
    package static func json(_ pictures: [TrackPicture]) -> CanonicalJSON {
        .object(["about": .string(about), "pictures": .array(pictures.map(\.json))])
    }

    private var json: CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "camera": .string(camera.rawValue), "track": .integer(Int64(track)), "wanted": .string(wanted.rfc3339),
            "box": .object([
                "x": .tenThousandths(Int64(box.x)), "y": .tenThousandths(Int64(box.y)),
                "width": .tenThousandths(Int64(box.width)), "height": .tenThousandths(Int64(box.height)),
            ]),
        ]
        if let shown { members["at"] = .string(shown.rfc3339) }
        if let recording {
            members["recording"] = .string(recording.id.rawValue)
            members["recordingFile"] = .string(recording.name)
            members["recordingSha256"] = .string(recording.sha256)
        }
        if let file {
            members["file"] = .string(file.path)
            members["sha512"] = .string(file.sha512)
            members["width"] = .integer(Int64(file.width))
            members["height"] = .integer(Int64(file.height))
        }
        if let note { members["note"] = .string(note) }
        return .object(members)
    }
}
