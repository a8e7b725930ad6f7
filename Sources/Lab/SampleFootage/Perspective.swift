/// How large things are at a height of the picture, seen by a camera that looks down at flat ground.
struct Perspective {
    /// The line in pixels on which things vanish.
    let horizon: Int
    /// Thousandths of a person's height to the distance between horizon and feet.
    let scale: Int

    /// In 1/256 pixel, for feet at this height in 1/256 pixel.
    func personHeight(atFoot y: Int) -> Int {
        max(Point.unit, (y - horizon * Point.unit) * scale / 1_000)
    }
}
