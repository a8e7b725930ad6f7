/// A drawable thing: its shadow on the ground and its parts from back to front.
struct Figure {
    /// One outline filled with one tone, darker towards its left and right edge as rounded things are.
    struct Part {
        let shape: Shape
        let tone: Int
        /// How much darker the edges are, in 1/256.
        var rounding = 60
    }

    let parts: [Part]
    /// Outlines that darken the ground, each by the same small step: several of them make a soft edge.
    let shadows: [Shape]

    /// The box around the body; the shadow is no part of it.
    var extent: Extent {
        parts.dropFirst().reduce(parts[0].shape.extent) { $0.united(with: $1.shape.extent) }
    }

    /// Flat ellipses on the ground, one in the other.
    static func softShadow(at ground: Point, radii: Point) -> [Shape] {
        stride(from: 10, through: 4, by: -2).map { tenths in
            .ellipse(centre: ground, radii: Point(x: radii.x * tenths / 10, y: radii.y * tenths / 10))
        }
    }
}
