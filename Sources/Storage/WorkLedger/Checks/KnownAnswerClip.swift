package import Footage
import Postgres

/// A labelled clip of the site.
package struct KnownAnswerClip: Hashable, Sendable {
    package let id: Int64
    package let camera: CameraID
    package let light: String
    package let path: String
    /// SHA-256 in hexadecimal.
    package let digest: String
    /// In microseconds.
    package let length: Int64
    /// JSON: a list of `KnownPresence`.
    package let labels: String
    package let presences: Int
    package let addedBy: String

    /// - Parameter id: 0 before it is stored.
    package init(
        id: Int64 = 0, camera: CameraID, light: String, path: String, digest: String, length: Int64, labels: String,
        presences: Int, addedBy: String
    ) {
        self.id = id
        self.camera = camera
        self.light = light
        self.path = path
        self.digest = digest
        self.length = length
        self.labels = labels
        self.presences = presences
        self.addedBy = addedBy
    }
}

extension KnownAnswerClip {
    static let columns =
        "id, camera, light, path, encode(sha256, 'hex') AS digest, length, labels::text AS labels, presences, added_by"

    /// - Parameter row: with the columns above.
    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"), camera: try row.decode("camera"),
            light: try row.decode("light"), path: try row.decode("path"), digest: try row.decode("digest"),
            length: try row.decode("length"), labels: try row.decode("labels"),
            presences: try row.decode("presences"), addedBy: try row.decode("added_by"))
    }
}
