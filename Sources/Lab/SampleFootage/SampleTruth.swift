import Footage

/// The ground truth of the sample footage, exact to the microsecond and the frame.
///
/// A mover is present while at least a quarter of its box lies inside the picture: from the first such frame until the
/// last one stops being shown. The box covers the body without its shadow, ignoring occlusion; at the edge it is the
/// whole body's box, clipped to the picture.
package struct SampleTruth: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable {
        case person
        case car
    }

    package struct Camera: Codable, Hashable, Sendable {
        package let camera: String
        package let files: [File]
        /// Between files, while the recorder was off.
        package let gaps: [Span]
        package let lighting: [LightingChange]
        package let movers: [MoverTruth]
        /// While at least one mover is present.
        package let activity: [Span]
    }

    package struct File: Codable, Hashable, Sendable {
        /// Relative to the sample's folder, with slashes.
        package let name: String
        package let start: Moment
        package let end: Moment
        package let frames: Int
    }

    package struct Span: Codable, Hashable, Sendable {
        package let start: Moment
        package let end: Moment
    }

    /// A change in brightness of the whole picture; immediate if start and end are equal.
    package struct LightingChange: Codable, Hashable, Sendable {
        package let start: Moment
        package let end: Moment
        /// Relative to the usual brightness, before and after.
        package let from: Double
        package let to: Double
    }

    package struct MoverTruth: Codable, Hashable, Sendable {
        package let id: Int
        package let kind: Kind
        package let start: Moment
        package let end: Moment
        /// At least two points per second, including the first and last frame.
        package let path: [PathPoint]
    }

    /// Fractions of the picture with four decimals. x and y are the top left corner, clipped to the picture.
    package struct PathPoint: Codable, Hashable, Sendable {
        package let at: Moment
        package let x: Double
        package let y: Double
        package let width: Double
        package let height: Double
    }

    package let cameras: [Camera]
}
