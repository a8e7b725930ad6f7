extension Figure {
    /// How a person's clothes appear to the camera.
    struct Clothing {
        let coat: Int
        let trousers: Int
        let skin: Int
        let hair: Int
    }

    /// A person's posture in one frame, standing or walking.
    struct Gait {
        /// 1 to the right, -1 to the left.
        let heading: Int
        /// Position in the cycle of two steps; a full turn is 256.
        let phase: Int
        /// How far arms and legs swing: 0 standing, 256 walking.
        let swing: Int
    }

    /// Draws a person of this height from the side, with the feet on `ground`.
    static func person(at ground: Point, height: Int, gait: Gait, clothing: Clothing) -> Figure {
        // A walker's hip sinks at each step, twice per cycle; a standing person shifts their weight slightly.
        let sink = abs(IntegerSine.sine(gait.phase)) * gait.swing * 14 / 65_536
        let sway = (256 - gait.swing) * IntegerSine.sine(gait.phase / 4) * 9 / 65_536
        func place(_ forward: Int, _ up: Int) -> Point {
            let across = gait.heading * (forward + sway)
            return Point(x: ground.x + across * height / 1_000, y: ground.y - (up - sink) * height / 1_000)
        }
        let hip = place(0, 505)
        let shoulder = place(20, 815)
        let body = trunk(from: hip, to: shoulder, height, clothing)
        let head = head(at: place(34, 925), neck: shoulder, gait, height, clothing)
        let back =
            arm(from: shoulder, phase: gait.phase, gait, height, clothing, shade: 30)
            + leg(from: hip, phase: gait.phase + 128, gait, height, clothing, shade: 24, stance: -30)
            + leg(from: hip, phase: gait.phase, gait, height, clothing, shade: 0, stance: 30)
        let front = arm(from: shoulder, phase: gait.phase + 128, gait, height, clothing, shade: 8)
        let shadow = Point(x: ground.x + height * 120 / 1_000, y: ground.y)
        return Figure(
            parts: back + body + head + front,
            shadows: softShadow(at: shadow, radii: Point(x: height * 260 / 1_000, y: height * 50 / 1_000)))
    }

    private static func trunk(from hip: Point, to shoulder: Point, _ height: Int, _ clothing: Clothing) -> [Part] {
        func size(_ thousandths: Int) -> Int { height * thousandths / 1_000 }
        return [
            Part(shape: .limb(hip, shoulder, halfWidth: size(80), tipHalfWidth: size(98)), tone: clothing.coat),
            Part(shape: .ellipse(centre: shoulder, radii: Point(x: size(98), y: size(42))), tone: clothing.coat),
            Part(shape: .ellipse(centre: hip, radii: Point(x: size(84), y: size(46))), tone: clothing.coat - 8),
        ]
    }

    private static func head(
        at middle: Point, neck: Point, _ gait: Gait, _ height: Int, _ clothing: Clothing
    ) -> [Part] {
        func size(_ thousandths: Int) -> Int { height * thousandths / 1_000 }
        let crown = middle + Point(x: -gait.heading * size(12), y: -size(24))
        return [
            Part(shape: .limb(neck, middle, halfWidth: size(45), tipHalfWidth: size(36)), tone: clothing.skin - 20),
            Part(shape: .ellipse(centre: middle, radii: Point(x: size(58), y: size(74))), tone: clothing.skin),
            Part(shape: .ellipse(centre: crown, radii: Point(x: size(56), y: size(52))), tone: clothing.hair),
        ]
    }

    /// `stance` is how far in front of the hip the foot of a standing person is, in thousandths of the height.
    private static func leg(
        from hip: Point, phase: Int, _ gait: Gait, _ height: Int, _ clothing: Clothing, shade: Int, stance: Int
    ) -> [Part] {
        func size(_ thousandths: Int) -> Int { height * thousandths / 1_000 }
        let swing = IntegerSine.sine(phase) * gait.swing / 256
        // The knee bends while the foot travels forward, in the half of the cycle after push-off.
        let bend = max(0, IntegerSine.cosine(phase)) * gait.swing / 256
        let forward = swing * 165 / 256 + stance * (256 - gait.swing) / 256
        let knee = hip + Point(x: gait.heading * size(forward / 2 + bend * 60 / 256), y: size(245))
        let lift = bend * 55 / 256 + abs(swing) * 18 / 256
        let ankle = hip + Point(x: gait.heading * size(forward - bend * 50 / 256), y: size(475 - lift))
        let toe = ankle + Point(x: gait.heading * size(35), y: size(8))
        let tone = clothing.trousers - shade
        return [
            Part(shape: .limb(hip, knee, halfWidth: size(62), tipHalfWidth: size(44)), tone: tone),
            Part(shape: .ellipse(centre: knee, radii: Point(x: size(43), y: size(43))), tone: tone),
            Part(shape: .limb(knee, ankle, halfWidth: size(43), tipHalfWidth: size(30)), tone: tone),
            Part(shape: .ellipse(centre: toe, radii: Point(x: size(66), y: size(26))), tone: 34),
        ]
    }

    private static func arm(
        from shoulder: Point, phase: Int, _ gait: Gait, _ height: Int, _ clothing: Clothing, shade: Int
    ) -> [Part] {
        func size(_ thousandths: Int) -> Int { height * thousandths / 1_000 }
        let swing = IntegerSine.sine(phase) * gait.swing / 256
        let elbow = shoulder + Point(x: gait.heading * size(swing * 70 / 256), y: size(170))
        let hand = elbow + Point(x: gait.heading * size(swing * 80 / 256 + 30), y: size(150))
        let tone = clothing.coat - shade
        return [
            Part(shape: .limb(shoulder, elbow, halfWidth: size(36), tipHalfWidth: size(30)), tone: tone),
            Part(shape: .limb(elbow, hand, halfWidth: size(30), tipHalfWidth: size(22)), tone: tone),
            Part(shape: .ellipse(centre: hand, radii: Point(x: size(24), y: size(28))), tone: clothing.skin - shade),
        ]
    }
}
