import Catalogue
import Decoding
package import Footage
import Foundation
package import Requisitions
package import Schema

/// Imports files into a requisition's catalogue. After an interruption, calling it again resumes where it stopped.
package struct FootageImporter: Sendable {
    private let database: Database
    private let requisition: Requisition
    private let place: @Sendable (String) -> (store: String, path: String)

    /// - Parameter place: Maps the absolute path of a file to its store and to a path that other nodes can resolve.
    package init(
        database: Database, requisition: Requisition,
        place: @escaping @Sendable (String) -> (store: String, path: String)
    ) throws {
        try requisition.requireOpen()
        self.database = database
        self.requisition = requisition
        self.place = place
    }

    /// Returns the recording imported earlier from the same path with the same size and modification time, if any.
    package func recording(at path: String, of camera: CameraID) async throws -> RecordingID? {
        try check(camera, path)
        let (store, stored) = place(FootageImporter.absolute(path))
        guard let (size, modified) = FootageImporter.state(of: path) else { return nil }
        return try await database.recording(
            ofCamera: camera, store: store, path: stored, size: size, modified: modified, in: requisition.id)
    }

    /// Stores a placed file in the catalogue and returns its recording.
    package func store(_ footage: PlacedFootage) async throws -> RecordingID {
        let path = FootageImporter.absolute(footage.probed.path)
        try check(footage.camera, path)
        let (store, stored) = place(path)
        let modified = FootageImporter.state(of: path)?.modified ?? 0
        return try await database.insert(
            footage.entry(store: store, path: stored), index: footage.probed.index, modified: modified,
            into: requisition.id)
    }

    private func check(_ camera: CameraID, _ path: String) throws {
        do {
            try requisition.requireCovered(camera)
        } catch {
            throw IntakeFailure(.outOfScope, path: path, "\(error): name its camera with --camera NAME")
        }
    }

    /// Returns the absolute, standardised form of a path.
    package static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    private static func state(of path: String) -> (size: Int64, modified: Int64)? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let size = (attributes[.size] as? NSNumber)?.int64Value, let date = attributes[.modificationDate] as? Date
        else { return nil }
        return (size, Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}
