import Analysis
import Foundation
import Timelines

// Tracklets are sent in their stored form, a tenth of the size of JSON objects. Malicious footage may control the
// child, so its bytes are checked before they are kept.
extension ChunkFindings {
    private enum Key: String, CodingKey {
        case tracklets, coverage, framesAnalysed, framesOutside
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            encodedTracklets: try container.decode([Data].self, forKey: .tracklets).map { data in
                guard let tracklet = EncodedTracklet(checking: [UInt8](data)) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .tracklets, in: container, debugDescription: "a tracklet is damaged")
                }
                return tracklet
            },
            coverage: try container.decode([CoverageSpan].self, forKey: .coverage),
            framesAnalysed: try container.decode(Int.self, forKey: .framesAnalysed),
            framesOutside: try container.decode(Int.self, forKey: .framesOutside))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(encodedTracklets.map { Data($0.bytes) }, forKey: .tracklets)
        try container.encode(coverage, forKey: .coverage)
        try container.encode(framesAnalysed, forKey: .framesAnalysed)
        try container.encode(framesOutside, forKey: .framesOutside)
    }
}
