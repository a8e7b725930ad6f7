/// A drawable object: its shadow on the ground and its parts from back to front.
struct Figure {
    /// One outline filled with one tone, darker towards the left and right edges so that it looks rounded.
    struct Part {
        let shape: Shape
        let tone: Int
        /// How much darker the edges are, in 1/256.
        var rounding = 60
    }

    let parts: [Part]
    /// Outlines that each darken the ground by the same small step; several together form a soft edge.
    let shadows: [Shape]

    /// The box around the body, without the shadow.
    var extent: Extent {
        parts.dropFirst().reduce(parts[0].shape.extent) { $0.united(with: $1.shape.extent) }
    }

    /// Nested flat ellipses on the ground.
    static func softShadow(at ground: Point, radii: Point) -> [Shape] {
        stride(from: 10, through: 4, by: -2).map { tenths in
            .ellipse(centre: ground, radii: Point(x: radii.x * tenths / 10, y: radii.y * tenths / 10))
        }
    }
}
