package import Footage

/// A part of the picture to ignore: a public road, a screen, a tree.
///
/// In a profile, corners are given in 1/10000 of the picture's width and height:
///
///     {"camera": "gate", "polygon": [[0, 0], [10000, 0], [10000, 1500]]}
///     {"box": {"x": 0, "y": 0, "width": 2500, "height": 600}}
package struct IgnoredArea: Sendable, Hashable {
    /// The camera whose picture it applies to; nil for all cameras.
    package let camera: CameraID?
    /// Corners in 1/10000 of the picture, in order around the area.
    package let corners: [SIMD2<Int32>]
    /// Whether the area was written as a box and is to be written as one again.
    private let isBox: Bool

    package init(camera: CameraID? = nil, polygon corners: [SIMD2<Int32>]) {
        self.camera = camera
        self.corners = corners
        isBox = false
    }

    package init(camera: CameraID? = nil, box: Box) {
        self.camera = camera
        let (right, bottom) = (box.x &+ box.width, box.y &+ box.height)
        corners = [.init(box.x, box.y), .init(right, box.y), .init(right, bottom), .init(box.x, bottom)]
        isBox = true
    }

    /// Describes what is wrong with the area; nil if it is valid.
    var problem: String? {
        if camera?.rawValue.isEmpty == true { return "has an empty \"camera\"" }
        guard (3...64).contains(corners.count) else { return "needs 3 to 64 corners, and has \(corners.count)" }
        guard corners.allSatisfy({ (0...Box.scale).contains($0.x) && (0...Box.scale).contains($0.y) }) else {
            return "reaches beyond the picture, which is \(Box.scale) wide and high"
        }
        return isBox && (corners[0].x >= corners[2].x || corners[0].y >= corners[2].y) ? "has an empty box" : nil
    }
}

extension IgnoredArea: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case camera, box, polygon
    }

    /// Accepts any key, so that a misspelt one is rejected instead of silently widening the area to all cameras.
    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init?(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            return nil
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let names = try decoder.container(keyedBy: AnyKey.self).allKeys
        let camera = try container.decodeIfPresent(CameraID.self, forKey: .camera)
        let box = try container.decodeIfPresent(Box.self, forKey: .box)
        let polygon = try container.decodeIfPresent([SIMD2<Int32>].self, forKey: .polygon)
        guard names.allSatisfy({ Key(stringValue: $0.stringValue) != nil }), (box == nil) != (polygon == nil) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "an ignored area has a \"box\" or a \"polygon\", and at most a \"camera\" too"))
        }
        if let box { self.init(camera: camera, box: box) } else { self.init(camera: camera, polygon: polygon ?? []) }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(camera, forKey: .camera)
        guard isBox else { return try container.encode(corners, forKey: .polygon) }
        let box = Box(
            x: corners[0].x, y: corners[0].y, width: corners[2].x &- corners[0].x, height: corners[2].y &- corners[0].y)
        try container.encode(box, forKey: .box)
    }
}
