/// The empty scene, before light and noise.
struct Backdrop {
    let width: Int
    let height: Int
    let perspective: Perspective
    let texture: SurfaceTexture

    /// Returns the plane of tones that `surface` gives for each pixel.
    func paint(_ surface: (_ x: Int, _ y: Int) -> Int) -> PlanePainter {
        var pixels = [UInt8]()
        pixels.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                pixels.append(UInt8(clamping: min(max(surface(x, y), 18), 232)))
            }
        }
        return PlanePainter(width: width, height: height, pixels: pixels)
    }

    /// Returns the ground position of a pixel: across from the middle, and away from the camera.
    func ground(_ x: Int, _ y: Int) -> (across: Int, away: Int) {
        let depth = max(4, y - perspective.horizon)
        return ((x - width / 2) * 1_200 / depth, 240_000 / depth)
    }

    /// Asphalt, concrete or grass: fine grain and worn patches, both finer with distance.
    func soil(_ x: Int, _ y: Int, tone: Int, grain: Int, patches: Int) -> Int {
        let (across, away) = ground(x, y)
        return tone + texture.value(x, y, size: 4) * grain / 128 + texture.value(across, away, size: 900) * patches
            / 128
    }

    /// Slabs of this size on the ground, with darker joints.
    func slabs(_ x: Int, _ y: Int, tone: Int, size: Int, joint: Int) -> Int {
        let (across, away) = ground(x, y)
        let (column, row) = ((across + 1_000_000) / size, away / size)
        let isJoint = (across + 1_000_000) % size < joint || away % size < joint
        let own = Int(SplitMix.mixed(UInt64(column * 7_919 + row)) & 15) - 8
        return soil(x, y, tone: tone + own, grain: 16, patches: 14) - (isJoint ? 26 : 0)
    }

    /// Courses of bricks, every second one shifted by half a brick.
    func bricks(_ x: Int, _ y: Int, tone: Int) -> Int {
        let course = y / 7
        let place = x + (course & 1) * 8
        if y % 7 == 0 || place % 16 == 0 { return tone + 22 + texture.value(x, y, size: 3) * 8 / 128 }
        let own = Int(SplitMix.mixed(UInt64(place / 16 * 977 + course)) & 15) - 8
        return tone + own + texture.value(x, y, size: 3) * 12 / 128 + texture.value(x, y, size: 90) * 14 / 128
    }

    /// Converts corners in whole pixels to an outline.
    static func outline(_ corners: [(Int, Int)]) -> Shape {
        .polygon(corners.map { Point(x: $0.0 * Point.unit, y: $0.1 * Point.unit) })
    }

    static func flat(_ corners: [(Int, Int)], _ tone: Int) -> Figure {
        Figure(parts: [Figure.Part(shape: outline(corners), tone: tone, rounding: 0)], shadows: [])
    }
}
