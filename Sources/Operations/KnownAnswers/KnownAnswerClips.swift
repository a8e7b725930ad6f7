package import Access
import Chronology
package import Decoding
package import Footage
import Foundation
package import WorkLedger

/// Adds a labelled clip to the site. Adding it again replaces its labels.
package struct AddKnownAnswer: Operation {
    /// Path of the clip, which is not copied.
    package let file: String
    /// Path of the label file.
    package let labels: String
    package let camera: CameraID
    package let light: String
    /// Sandbox and limits of the process that reads the clip.
    package let walls: ProbeWalls

    package init(file: String, labels: String, camera: CameraID, light: String, walls: ProbeWalls) {
        self.file = file
        self.labels = labels
        self.camera = camera
        self.light = light
        self.walls = walls
    }

    package var act: Act { .knownAnswerAdd }
    package var detail: String { file }

    /// - Returns: The clip's number.
    package func run(under permit: Permit) async throws -> Int64 {
        let probed = try await SandboxedProbe(walls, start: .epoch).probe(path: file)
        let length = probed.index.duration
        let presences = try KnownAnswerLabels.read(labels, length: length)
        let text = String(decoding: try JSONEncoder().encode(presences), as: UTF8.self)
        return try await permit.database.add(
            KnownAnswerClip(
                camera: camera, light: light, path: FootageImporter.absolute(file), digest: probed.digests.hexadecimal,
                length: length, labels: text, presences: presences.count, addedBy: permit.actor))
    }
}

/// Lists the labelled clips of the site.
package struct ListKnownAnswers: Operation {
    package init() {}

    package var act: Act { .knownAnswerList }

    package func run(under permit: Permit) async throws -> [KnownAnswerClip] {
        try await permit.database.knownAnswerClips()
    }
}

/// Removes a clip from the list; keeps the file and the results measured on it.
package struct RemoveKnownAnswer: Operation {
    package let clip: Int64

    package init(clip: Int64) { self.clip = clip }

    package var act: Act { .knownAnswerRemove }
    package var detail: String { "clip \(clip)" }

    package func run(under permit: Permit) async throws {
        guard try await permit.database.removeKnownAnswer(clip) else {
            throw OperationError("there is no clip \(clip): list the labelled clips to see their numbers")
        }
    }
}
