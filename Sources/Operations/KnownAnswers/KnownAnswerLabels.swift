import Foundation
import Timelines

/// The label file of a clip.
struct KnownAnswerLabels: Decodable {
    let presences: [KnownPresence]

    /// Reads a label file and cuts the labels to the clip's length.
    ///
    /// - Parameter length: Length of the clip in microseconds.
    static func read(_ path: String, length: Int64) throws -> [KnownPresence] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw OperationError("\(path) cannot be read: check the path and its permissions")
        }
        let labels: [KnownPresence]
        do {
            labels = try JSONDecoder().decode(KnownAnswerLabels.self, from: data).presences
        } catch {
            throw OperationError(
                "\(path) holds no labels: it takes {\"presences\": [{\"start\": SECONDS, \"end\": SECONDS}]}, each with "
                    + "\"boxes\": [{\"at\": SECONDS, \"x\", \"y\", \"width\", \"height\"}] if need be, in fractions of the picture"
            )
        }
        for (number, label) in labels.enumerated() {
            let name = "presence \(number + 1) of \(path)"
            guard label.start < label.end else { throw OperationError("\(name) ends before it starts") }
            guard label.start >= 0, label.start < length else {
                throw OperationError("\(name) starts outside of the clip, which is \(length / 1_000_000) s long")
            }
            for place in label.places where !(label.start...label.end).contains(place.at) {
                throw OperationError("\(name) has a box outside of its time")
            }
        }
        // Nothing can be detected beyond the end of the clip.
        return labels.map { KnownPresence(start: $0.start, end: min($0.end, length), places: $0.places) }
    }
}
