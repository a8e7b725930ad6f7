@testable import Analysis

/// A level street seen from above, on which tests place people and objects: lower in the picture means nearer.
struct Street {
    static let width = 240
    static let height = 180

    var plane: LumaPlane

    /// Creates an empty street whose texture gives exposure and background estimation something to work with.
    init(luma: Int = 120) {
        plane = LumaPlane(width: Self.width, height: Self.height)
        for row in 0..<Self.height {
            for column in 0..<Self.width {
                plane.pixels[row * Self.width + column] = UInt8(luma + (row / 9 + column / 11) % 2 * 14 + row / 12)
            }
        }
    }

    /// Returns the height in pixels of a person whose feet are on `row`.
    static func height(onRow row: Int) -> Int { 10 + row / 4 }

    mutating func fill(_ left: Int, _ top: Int, width: Int, height: Int, luma: UInt8) {
        for row in max(0, top)..<min(Self.height, top + height) {
            for column in max(0, left)..<min(Self.width, left + width) {
                plane.pixels[row * Self.width + column] = luma &+ UInt8((row + column) % 3) * 12
            }
        }
    }

    /// Draws a standing person: a head, a trunk 0.4 of the height wide, and two legs.
    mutating func put(personAt left: Int, feetOn row: Int, luma: UInt8 = 30) {
        let height = Self.height(onRow: row)
        let width = height * 2 / 5
        let (head, trunk) = (height / 6, height / 2)
        fill(left + width / 3, row - height, width: width - 2 * (width / 3), height: head, luma: luma)
        fill(left, row - height + head, width: width, height: trunk, luma: luma)
        let leg = max(2, width / 3)
        fill(left + 1, row - height + head + trunk, width: leg, height: height - head - trunk, luma: luma)
        fill(left + width - 1 - leg, row - height + head + trunk, width: leg, height: height - head - trunk, luma: luma)
    }

    /// Returns the background of a street that people cross one at a time.
    static func background(profile: AnalysisProfile = .standard) -> Background {
        let samples = (0..<24).map { index in
            var street = Street()
            street.put(personAt: 10 + index * 37 % 200, feetOn: 70 + index * 13 % 100)
            return street.plane
        }
        return Background(samples: samples, profile: profile)
    }

    /// Returns the objects found in a picture, as boxes in pixels.
    static func boxes(in street: Street, background: Background, profile: AnalysisProfile = .standard) -> [PixelBox] {
        var finder = DetectionFinder(width: width, height: height, profile: profile)
        finder.find(in: street.plane, background: background)
        func pixels(_ value: Int32, of length: Int) -> Int { (Int(value) * length + 5_000) / 10_000 }
        return finder.detections.map {
            PixelBox(
                left: pixels($0.box.x, of: width), top: pixels($0.box.y, of: height),
                right: pixels($0.box.right, of: width), bottom: pixels($0.box.bottom, of: height))
        }.sorted { ($0.left, $0.top) < ($1.left, $1.top) }
    }
}
