import Chronology
import Footage
import Foundation
import SampleFootage

/// The timeline as scripts read it.
struct TimelineDocument: Decodable, Sendable {
    struct Span: Decodable, Sendable {
        let start: SampleTruth.Moment
        let end: SampleTruth.Moment
        let state: String?
        let reason: String?

        var span: TimeSpan { TimeSpan(start: start.time, end: end.time) }
    }

    struct Track: Decodable, Sendable {
        let id: Int
        let start: SampleTruth.Moment
        let end: SampleTruth.Moment
        let path: [SampleTruth.PathPoint]

        var span: TimeSpan { TimeSpan(start: start.time, end: end.time) }
    }

    struct Camera: Decodable, Sendable {
        let camera: String
        let clock: String
        let coverage: [Span]
        let activity: [Span]
        let tracks: [Track]

        /// The states of the coverage, in order.
        var states: [String] { coverage.compactMap(\.state) }
    }

    let format: String
    let review: String
    let requisition: String
    let reference: String
    let digest: String
    let cameras: [Camera]

    init(_ json: String) throws {
        self = try JSONDecoder().decode(TimelineDocument.self, from: Data(json.utf8))
    }
}
