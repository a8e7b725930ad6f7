extension Figure {
    enum Bodywork: Sendable {
        case saloon
        case van

        /// Outline of cabin and roof, in thousandths of the car's length, from its middle and above the ground.
        var roof: [(Int, Int)] {
            switch self {
            case .saloon: [(-370, 195), (-235, 320), (90, 325), (255, 205)]
            case .van: [(-490, 190), (-480, 425), (190, 425), (335, 255), (335, 190)]
            }
        }

        var windows: [[(Int, Int)]] {
            switch self {
            case .saloon:
                [[(-300, 215), (-215, 302), (-85, 307), (-85, 215)], [(-60, 215), (-60, 307), (80, 307), (205, 215)]]
            case .van: [[(60, 265), (60, 400), (180, 400), (300, 265)]]
            }
        }
    }

    /// Draws a car of this length from the side, with its wheels on `ground`.
    ///
    /// `heading` is 1 to the right, -1 to the left. `roll` turns the wheels; a full turn is 256.
    static func car(
        at ground: Point, length: Int, heading: Int, roll: Int, paint: Int, bodywork: Bodywork
    ) -> Figure {
        func place(_ forward: Int, _ up: Int) -> Point {
            Point(x: ground.x + heading * forward * length / 1_000, y: ground.y - up * length / 1_000)
        }
        func outline(_ corners: [(Int, Int)], _ tone: Int, rounding: Int = 20) -> Part {
            Part(shape: .polygon(corners.map { place($0.0, $0.1) }), tone: tone, rounding: rounding)
        }
        let parts: [Part] =
            [
                outline([(-470, 45), (-480, 55), (480, 55), (470, 45)], 22),
                outline([(-495, 70), (-490, 200), (480, 185), (495, 150), (497, 70), (440, 48), (-440, 48)], paint),
                outline(bodywork.roof, paint + 8),
                outline([(-492, 185), (-492, 198), (478, 184), (478, 172)], paint + 26, rounding: 0),
                outline([(-495, 80), (-495, 105), (496, 105), (496, 80)], paint * 3 / 5, rounding: 0),
            ] + bodywork.windows.map { outline($0, 38) } + [
                outline([(-72, 60), (-72, 212), (-66, 212), (-66, 60)], paint / 2, rounding: 0),
                outline([(455, 140), (455, 168), (492, 160), (494, 140)], 225, rounding: 0),
                outline([(-496, 145), (-494, 180), (-470, 180), (-470, 145)], 70, rounding: 0),
            ] + wheel(at: place(-305, 72), length, roll) + wheel(at: place(305, 72), length, roll)
        return Figure(
            parts: parts,
            shadows: softShadow(at: place(0, 10), radii: Point(x: length * 560 / 1_000, y: length * 62 / 1_000)))
    }

    private static func wheel(at hub: Point, _ length: Int, _ roll: Int) -> [Part] {
        let tyre = length * 72 / 1_000
        let rim = length * 44 / 1_000
        let spokes = (0..<3).map { index -> Part in
            let angle = roll + index * 85
            let tip = Point(x: IntegerSine.cosine(angle) * rim / 256, y: IntegerSine.sine(angle) * rim / 256)
            let width = max(1, length * 8 / 1_000)
            return Part(
                shape: .limb(
                    hub + Point(x: -tip.x / 3, y: -tip.y / 3), hub + tip, halfWidth: width, tipHalfWidth: width),
                tone: 70, rounding: 0)
        }
        return [
            Part(shape: .ellipse(centre: hub, radii: Point(x: tyre, y: tyre)), tone: 24, rounding: 0),
            Part(shape: .ellipse(centre: hub, radii: Point(x: rim, y: rim)), tone: 132, rounding: 40),
        ] + spokes
    }
}
